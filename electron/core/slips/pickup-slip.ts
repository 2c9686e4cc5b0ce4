import type { Slip } from '../../../devices/classes/ticket-printer.ts';
import { centred, fact, foot, gap, head, largest, plain, rule } from './parts.ts';
import type { Words } from './words.ts';

/** For one whose document stuck in the printer: what is owed and where to get it. Texts in the citizen's language. */
export type PickupSlip = {
  readonly hall: string;
  /** Title of the document. */
  readonly title: string;
  /** Short code under which staff finds the print. */
  readonly code: string;
  /** Pages that did not come out, 1-based, in order; empty: not known which. */
  readonly owed: readonly number[];
  readonly at: string;
  /** The counter; without it: the staff in the hall. */
  readonly where?: string;
  readonly phone?: string;
};

/** 领取单: code first and large, then what and where. */
export const pickupSlip = (pickup: PickupSlip, words: Words): Slip => ({
  lines: [
    ...head(pickup.hall, words('slip.pickup.title')),
    gap(),
    centred(words('slip.pickup.lead')),
    gap(),
    centred(words('slip.pickup.code')),
    centred(pickup.code, largest(pickup.code, 4), true),
    gap(),
    fact(words('slip.pickup.where'), pickup.where ?? words('slip.pickup.whereStaff'), true),
    fact(words('slip.pickup.what'), pickup.title),
    ...(pickup.owed.length === 0
      ? []
      : [
          fact(
            words('slip.pickup.pages'),
            words('slip.pickup.pageList', { pages: pickup.owed.join(', ') }),
            true,
          ),
        ]),
    fact(words('slip.pickup.time'), pickup.at),
    rule,
    plain(words('slip.pickup.note')),
    ...foot(words, undefined, pickup.phone),
  ],
});
