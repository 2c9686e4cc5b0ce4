import type { Slip } from '../../../devices/classes/ticket-printer.ts';
import { centred, code, fact, foot, gap, head, largest, plain, rule, toTick } from './parts.ts';
import type { Words } from './words.ts';

/** Texts come in the citizen's language, dates and times as they are to be read. */
export type ReceiptSlip = {
  readonly hall: string;
  /** Several when one matter (一件事) was handed in as a bundle. */
  readonly items: readonly string[];
  /** Written down on this kiosk, or received by the central system: two different sentences. */
  readonly state: 'saved' | 'received';
  readonly receiptNumber?: string;
  /** Short code of the record on this kiosk; what a person says when there is no receipt number yet. */
  readonly localCode: string;
  readonly handedInAt: string;
  /** The date that the central system promised. */
  readonly promisedBy?: string;
  /** Working days; told as long as there is no date. */
  readonly promiseDays?: number;
  readonly missing: readonly { readonly name: string; readonly until?: string }[];
  readonly qr: string;
  /** Short check code of the signed receipt. */
  readonly seal?: string;
  readonly phone?: string;
};

const promise = (receipt: ReceiptSlip, words: Words): string | undefined => {
  if (receipt.promisedBy !== undefined) return words('slip.receipt.promisedBy', { date: receipt.promisedBy });
  if (receipt.promiseDays !== undefined)
    return words('slip.receipt.promisedDays', { count: receipt.promiseDays });
  return undefined;
};

/** 办理回执: what to quote first and large, then whether it has arrived, by when, what is still owed, and the code. */
export const receiptSlip = (receipt: ReceiptSlip, words: Words): Slip => {
  const { receiptNumber, localCode, state, missing } = receipt;
  const promised = promise(receipt, words);
  const quoted = receiptNumber ?? localCode;
  return {
    lines: [
      ...head(receipt.hall, words('slip.receipt.title')),
      gap(),
      centred(words(receiptNumber === undefined ? 'slip.receipt.localCode' : 'slip.receipt.number')),
      centred(quoted, largest(quoted, 4), true),
      gap(),
      centred(words(`slip.receipt.${state}`), 1, true),
      plain(words(`slip.receipt.${state}Note`)),
      rule,
      ...receipt.items.map((name, index) => fact(index === 0 ? words('slip.receipt.item') : '', name)),
      fact(words('slip.receipt.time'), receipt.handedInAt),
      ...(promised === undefined ? [] : [fact(words('slip.receipt.promised'), promised, true)]),
      rule,
      ...(missing.length === 0
        ? [plain(words('slip.receipt.nothingMissing'))]
        : [
            ...toTick(
              words('slip.receipt.missing'),
              missing.map(({ name, until }) =>
                until === undefined ? { name } : { name, by: words('slip.receipt.until', { date: until }) },
              ),
            ),
            plain(words('slip.receipt.missingNote')),
          ]),
      ...code(receipt.qr),
      ...(receiptNumber === undefined ? [] : [fact(words('slip.receipt.localCode'), localCode)]),
      ...(receipt.seal === undefined ? [] : [fact(words('slip.receipt.seal'), receipt.seal)]),
      ...foot(words, undefined, receipt.phone),
    ],
  };
};
