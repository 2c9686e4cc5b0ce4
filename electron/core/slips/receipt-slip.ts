import type { Slip, SlipLine } from '../../../devices/classes/ticket-printer.ts';
import { centred, code, fact, foot, gap, head, largest, plain, rule, toTick } from './parts.ts';
import type { Words } from './words.ts';

/** One matter of a receipt. Texts come in the citizen's language, dates and times as they are to be read. */
export type ReceiptRecord = {
  readonly item: string;
  readonly receiptNumber?: string;
  /** Short code of the record on this kiosk; what a person says when there is no receipt number yet. */
  readonly localCode: string;
  /** The date that the central system promised. */
  readonly promisedBy?: string;
  /** Working days; told as long as there is no date. */
  readonly promiseDays?: number;
  /** Written down on this kiosk, received by the central system, or refused by it and left to staff: three different sentences. */
  readonly state: 'saved' | 'received' | 'held';
  readonly qr: string;
  /** Short check code of the signed receipt. */
  readonly seal?: string;
};

export type ReceiptSlip = {
  readonly hall: string;
  /** Several when one matter (一件事) was handed in as a bundle. */
  readonly records: readonly ReceiptRecord[];
  readonly handedInAt: string;
  readonly missing: readonly { readonly name: string; readonly until?: string }[];
  readonly phone?: string;
};

const quoted = ({ receiptNumber, localCode }: ReceiptRecord): string => receiptNumber ?? localCode;

const numberLabel = ({ receiptNumber }: ReceiptRecord, words: Words): string =>
  words(receiptNumber === undefined ? 'slip.receipt.localCode' : 'slip.receipt.number');

const promised = ({ promisedBy, promiseDays }: ReceiptRecord, words: Words): readonly SlipLine[] => {
  const told =
    promisedBy !== undefined
      ? words('slip.receipt.promisedBy', { date: promisedBy })
      : promiseDays !== undefined
        ? words('slip.receipt.promisedDays', { count: promiseDays })
        : undefined;
  return told === undefined ? [] : [fact(words('slip.receipt.promised'), told, true)];
};

/** Alone its number is the largest thing on the slip; one of several stands under its name. */
const headline = (records: readonly ReceiptRecord[], words: Words): readonly SlipLine[] => {
  const [record] = records;
  if (record === undefined) return [];
  return records.length === 1
    ? [centred(numberLabel(record, words)), centred(quoted(record), largest(quoted(record), 4), true)]
    : [centred(words('slip.receipt.records', { count: records.length }), 2, true)];
};

/** Of all of them together. */
const stateOf = ([first, ...others]: readonly ReceiptRecord[]): ReceiptRecord['state'] | 'mixed' =>
  first === undefined || others.some(({ state }) => state !== first.state) ? 'mixed' : first.state;

/** What becomes of them, each once. */
const notes = (records: readonly ReceiptRecord[], words: Words): readonly SlipLine[] =>
  (['received', 'saved', 'held'] as const)
    .filter((each) => records.some(({ state }) => state === each))
    .map((each) => plain(words(`slip.receipt.${each}Note`)));

const facts = (receipt: ReceiptSlip, words: Words): readonly SlipLine[] => {
  const { records, handedInAt } = receipt;
  const handedIn = fact(words('slip.receipt.time'), handedInAt);
  const [record] = records;
  if (records.length === 1 && record !== undefined)
    return [fact(words('slip.receipt.item'), record.item), handedIn, ...promised(record, words)];
  return [
    handedIn,
    ...records.flatMap((each) => [
      gap(),
      plain(each.item, true),
      fact(numberLabel(each, words), quoted(each), true),
      ...(stateOf(records) === 'mixed'
        ? [fact(words('slip.receipt.where'), words(`slip.receipt.where.${each.state}`))]
        : []),
      ...promised(each, words),
    ]),
  ];
};

/** The code, and what a person reads out when no scanner is near. */
const proof = (record: ReceiptRecord, alone: boolean, words: Words): readonly SlipLine[] => [
  ...(alone ? [] : [centred(record.item)]),
  ...code(record.qr),
  ...(record.receiptNumber === undefined ? [] : [fact(words('slip.receipt.localCode'), record.localCode)]),
  ...(record.seal === undefined ? [] : [fact(words('slip.receipt.seal'), record.seal)]),
];

/** 办理回执: what to quote first and large, then whether it has arrived, by when, what is still owed, and the codes. */
export const receiptSlip = (receipt: ReceiptSlip, words: Words): Slip => {
  const { records, missing } = receipt;
  return {
    lines: [
      ...head(receipt.hall, words('slip.receipt.title')),
      gap(),
      ...headline(records, words),
      gap(),
      centred(words(`slip.receipt.${stateOf(records)}`), 1, true),
      ...notes(records, words),
      rule,
      ...facts(receipt, words),
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
      ...records.flatMap((record) => proof(record, records.length === 1, words)),
      ...foot(words, undefined, receipt.phone),
    ],
  };
};
