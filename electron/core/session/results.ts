import { onCallSaved } from '../journeys/call.ts';
import { onCodeKnown } from '../journeys/codes.ts';
import { onGuideMedia } from '../journeys/guide.ts';
import { onHandedIn } from '../journeys/hand-in.ts';
import { onCard, onLookedUp } from '../journeys/identify.ts';
import { conclude } from '../journeys/navigation.ts';
import { onDocument, onPrinted, onPrintProgress } from '../journeys/print.ts';
import { onReportSaved } from '../journeys/report.ts';
import { onDraftFound, onDraftUnsealed } from '../journeys/resume.ts';
import { onJoined, onScanned, onScanProgress } from '../journeys/scan.ts';
import { onSlip } from '../journeys/slips.ts';
import { onSupplementSaved } from '../journeys/supplement.ts';
import { onTicketIssued } from '../journeys/ticket.ts';
import { onPin, onPinUnchecked } from '../staff/staff.ts';
import type { Result } from './events.ts';
import { afterIdentify } from './intents.ts';
import type { Turn } from './turn.ts';

const onSaved = (turn: Turn, outcome: Extract<Result, { kind: 'saved' }>['outcome']): void => {
  switch (turn.place?.at) {
    case 'materials':
      return onSupplementSaved(turn, outcome);
    case 'report':
      return onReportSaved(turn, outcome);
    case 'call':
      return onCallSaved(turn, outcome);
    default:
      return;
  }
};

/** The end (or progress) of something the runner was asked to do. Bytes of results that nobody waits for are dropped. */
export const onResult = (turn: Turn, result: Result): void => {
  if (result.kind === 'pin') return onPin(turn, result);
  if (result.kind === 'effect-failed') onPinUnchecked(turn, result.ref);
  if (result.kind === 'guide-media') return onGuideMedia(turn, result.ref, result.outcome);
  if (result.kind === 'scan-progress') {
    if (turn.isAwaited(result.ref)) onScanProgress(turn, result.page);
    return;
  }
  if (result.kind === 'print-progress') {
    if (turn.isAwaited(result.ref)) onPrintProgress(turn, result.progress.sheetsDone);
    return;
  }
  if (!turn.settle(result.ref)) {
    if (result.kind === 'scanned') turn.do({ do: 'drop', handles: result.pages.map((page) => page.handle) });
    if ((result.kind === 'joined' || result.kind === 'document') && result.outcome.ok)
      turn.do({ do: 'drop', handles: [result.outcome.handle] });
    return;
  }
  switch (result.kind) {
    case 'card':
      return onCard(turn, result.read, afterIdentify);
    case 'looked-up':
      return onLookedUp(turn, result.outcome, afterIdentify);
    case 'code-known':
      return onCodeKnown(turn, result.code, result.outcome, afterIdentify);
    case 'ticket-issued':
      return onTicketIssued(turn, result.outcome);
    case 'slip':
      return onSlip(turn, result.outcome);
    case 'scanned':
      return onScanned(turn, result.pages, result.error);
    case 'joined':
      return onJoined(turn, result.outcome);
    case 'saved':
      return onSaved(turn, result.outcome);
    case 'handed-in':
      return onHandedIn(turn, result.outcome);
    case 'document':
      return onDocument(turn, result.outcome);
    case 'draft-found':
      return onDraftFound(turn, result.outcome);
    case 'draft-unsealed':
      return onDraftUnsealed(turn, result.outcome);
    case 'printed':
      return onPrinted(turn, result.end);
    case 'effect-failed':
      turn.sound('trouble');
      return conclude(turn, { at: 'trouble', reason: { code: 'internal' }, pages: [] });
  }
};
