import type { Slip } from '../../../devices/classes/ticket-printer.ts';
import { centred, code, fact, foot, gap, head, plain, rule } from './parts.ts';
import type { Words } from './words.ts';

/** No name, no item, no number: a slip that is found tells nothing about the one who lost it. */
export type DraftSlip = {
  readonly hall: string;
  /** The random token, as code and as text for kiosks without a code scanner; it is kept nowhere else. */
  readonly token: string;
  readonly savedAt: string;
  readonly expiresAt: string;
  /** Papers had been scanned. Drafts hold none of them. */
  readonly papers: boolean;
  /** Other kiosks find it as soon as the central system has it. */
  readonly sentAtOnce: boolean;
  readonly phone?: string;
};

/** 断点续办: until when, how, and the code. */
export const draftSlip = (draft: DraftSlip, words: Words): Slip => ({
  lines: [
    ...head(draft.hall, words('slip.draft.title')),
    gap(),
    fact(words('slip.draft.expires'), draft.expiresAt, true),
    fact(words('slip.draft.saved'), draft.savedAt),
    rule,
    plain(words('slip.draft.step.1')),
    plain(words('slip.draft.step.2')),
    plain(words('slip.draft.step.3')),
    ...(draft.papers ? [plain(words('slip.draft.papers'))] : []),
    ...(draft.sentAtOnce ? [] : [plain(words('slip.draft.offline'))]),
    ...code(draft.token),
    centred(draft.token, 1, true),
    gap(),
    plain(words('slip.draft.safe')),
    ...foot(words, undefined, draft.phone),
  ],
});
