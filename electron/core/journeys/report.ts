import type { Reason } from '../../contract/reasons.ts';
import { itemReason } from '../catalog/availability.ts';
import { deviceReason } from '../catalog/device-reason.ts';
import { printerReason } from '../catalog/paper-reason.ts';
import { subjectOf } from '../catalog/subject.ts';
import type { Turn } from '../session/turn.ts';
import { rest } from './navigation.ts';

/** 办不成事: two touches from every screen; it knows the screen and the fault. */

const itemInView = (turn: Turn): string | undefined => {
  const visit = turn.visit;
  if (visit?.place.at === 'item' || visit?.place.at === 'guide')
    return subjectOf(turn.world.catalogue, visit.place.itemId)?.asked.items[0]?.id;
  if (visit?.matter?.kind === 'apply') return visit.matter.asked.items[0]?.id;
  return visit?.matter?.kind === 'supplement' ? visit.matter.application.itemId : undefined;
};

/** What this person was told to be the matter, by the screen that they come from. */
const faultInView = (turn: Turn): string | undefined => {
  const place = turn.place;
  const { world } = turn;
  switch (place?.at) {
    case 'trouble':
      return place.reason.code;
    case 'identify':
      return place.advice ?? deviceReason(world, place.who === 'business' ? 'codeScanner' : 'idReader')?.code;
    case 'scan':
      return place.problem?.code;
    case 'preview':
      return (place.problem ?? printerReason(world, 'documentPrinter', place.pages))?.code;
    case 'printing':
      return deviceReason(world, place.document === undefined ? 'ticketPrinter' : 'documentPrinter')?.code;
    case 'resume':
      return place.error;
    case 'item': {
      const item = turn.item(place.itemId);
      return item === undefined ? undefined : itemReason(world, item)?.code;
    }
    case 'documents':
    case 'progress':
      return turn.visit?.lookUp.state === 'failed' ? turn.visit.lookUp.reason.code : undefined;
    default:
      return undefined;
  }
};

/** Where within the screen: the page of the form, the paper, the step of the guide. */
const stepInView = ({ place }: Turn): string | undefined => {
  switch (place?.at) {
    case 'form':
      return place.pageId;
    case 'scan':
      return place.materialId;
    case 'guide':
      return String(place.step + 1);
    default:
      return undefined;
  }
};

export const openReport = (turn: Turn): void => {
  const place = turn.place;
  if (place === undefined || place.at === 'report') return;
  rest(turn);
  const itemId = itemInView(turn);
  const fault = faultInView(turn);
  const step = stepInView(turn);
  turn.go({
    at: 'report',
    text: '',
    contact: '',
    state: 'writing',
    from: {
      screen: place.at,
      ...(itemId === undefined ? {} : { itemId }),
      ...(fault === undefined ? {} : { fault }),
      ...(step === undefined ? {} : { step }),
    },
  });
};

export const writeReport = (turn: Turn, field: string, value: string): void => {
  const place = turn.place;
  if (place?.at !== 'report' || place.state !== 'writing') return;
  if (field === 'text' || field === 'contact') turn.update({ ...place, [field]: value });
};

export const sendReport = (turn: Turn): void => {
  const place = turn.place;
  const visit = turn.visit;
  if (place?.at !== 'report' || place.state !== 'writing' || visit === undefined) return;
  const token = visit.lookUp.state === 'known' ? visit.lookUp.known.subjectToken : undefined;
  turn.update({ ...place, state: 'saving' });
  turn.do({
    do: 'save-report',
    ref: turn.await(),
    screen: place.from.screen,
    text: place.text.trim(),
    contact: place.contact.trim(),
    ...(place.from.itemId === undefined ? {} : { itemId: place.from.itemId }),
    ...(place.from.fault === undefined ? {} : { fault: place.from.fault }),
    ...(place.from.step === undefined ? {} : { step: place.from.step }),
    ...(token === undefined ? {} : { subjectToken: token }),
  });
};

export const onReportSaved = (
  turn: Turn,
  outcome: { ok: true; id: string } | { ok: false; reason: Reason },
): void => {
  const place = turn.place;
  if (place?.at !== 'report') return;
  if (!outcome.ok) {
    turn.sound('trouble');
    turn.replace({ at: 'trouble', reason: outcome.reason, pages: [] });
    return;
  }
  turn.sound('done');
  turn.change({ unsent: [...(turn.visit?.unsent ?? []), outcome.id] });
  // What the person was about stays behind this screen: a report does not cost an application that is half done.
  turn.replace({ at: 'finish', settled: { kind: 'report', recordId: outcome.id, state: 'saved' } });
};
