import type { Effect } from '../session/effects.ts';
import { loadDocument, printDocument } from './documents.ts';
import { closeDraft, findDraft, keepDraft, unsealDraft } from './drafts.ts';
import { loadGuideMedia } from './guide-media.ts';
import { handIn } from './hand-in.ts';
import { makeNotice } from './notices.ts';
import { keepPaper } from './paper-stock.ts';
import { lookUp, lookUpCode, readCard } from './people.ts';
import { joinPages, scan } from './scans.ts';
import { printSlip } from './slips.ts';
import { checkPin, staffCommand } from './staff.ts';
import { saveCall, saveRating, saveReport, saveSupplement } from './submissions.ts';
import { issueTicket } from './tickets.ts';
import type { Perform } from './tools.ts';
import { keepMark } from './visit-mark.ts';

/** Effects that the runner deals with itself. */
type OwnEffect = 'cancel' | 'wipe' | 'drop';

type Performers = { readonly [D in Exclude<Effect['do'], OwnEffect>]: Perform<D> };

/** Who performs which effect. */
export const performers: Performers = {
  'read-card': readCard,
  'look-up': lookUp,
  'look-up-code': lookUpCode,
  'refresh-queues': (_effect, { sync }) => sync.refreshQueues(),
  'issue-ticket': issueTicket,
  'print-slip': printSlip,
  scan,
  'join-pages': joinPages,
  'save-submission': handIn,
  'save-supplement': saveSupplement,
  'save-report': saveReport,
  'save-call': saveCall,
  'save-rating': saveRating,
  'load-document': loadDocument,
  'load-guide-media': loadGuideMedia,
  'make-notice': makeNotice,
  'print-document': printDocument,
  'keep-draft': keepDraft,
  'find-draft': findDraft,
  'unseal-draft': unsealDraft,
  'close-draft': closeDraft,
  'check-pin': checkPin,
  'staff-command': staffCommand,
  'keep-paper': ({ stock }, { store }) => keepPaper(store.settings, stock),
  'keep-mark': ({ mark }, { store }) => keepMark(store.settings, mark),
  audit: ({ kind, fields }, { store }) => {
    const { actor, ...rest } = fields;
    store.append({ kind, fields: rest, ...(typeof actor === 'string' ? { actor } : {}) });
  },
};

/** Effects that go on when the visit ends: they are promises to somebody, or facts in the making. */
export const outlivesVisit: ReadonlySet<Effect['do']> = new Set([
  'issue-ticket',
  'print-slip',
  'save-submission',
  'save-supplement',
  'save-report',
  'save-call',
  'save-rating',
  'keep-draft',
  'close-draft',
  'check-pin',
  'staff-command',
  'refresh-queues',
  'keep-mark',
  'keep-paper',
  'audit',
]);
