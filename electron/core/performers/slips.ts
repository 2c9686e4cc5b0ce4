import type { Slip } from '../../../devices/classes/ticket-printer.ts';
import en from '../../../locales/en.json' with { type: 'json' };
import zhCN from '../../../locales/zh-CN.json' with { type: 'json' };
import { type Text, textIn } from '../../contract/text.ts';
import type { SlipOrder } from '../session/effects.ts';
import type { HandedIn } from '../session/state.ts';
import { type ReceiptRecord, receiptSlip } from '../slips/receipt-slip.ts';
import { ticketSlip } from '../slips/ticket-slip.ts';
import { type SlipTexts, slipWords, type Words } from '../slips/words.ts';
import { type Perform, type Tools, timestamp } from './tools.ts';

const texts: Readonly<Record<string, SlipTexts>> = { 'zh-CN': zhCN.slip, en: en.slip };

/** 2026-11-23 09:41, as a person reads it. */
export const readable = (timestampText: string): string => timestampText.slice(0, 16).replace('T', ' ');

/** The words of slips in a citizen's language. */
export const wordsIn = (language: string): Words => slipWords(texts[language] ?? zhCN.slip, zhCN.slip);

/** Short enough to be read out over the phone. */
export const checkCode = (seal: string): string => {
  const hash: unknown = seal === '' ? undefined : (JSON.parse(seal) as { hash?: unknown }).hash;
  return typeof hash === 'string' ? (hash.slice(0, 16).match(/.{4}/g)?.join('-') ?? '') : '';
};

const receiptRecord = (record: HandedIn, say: (text: Text) => string): ReceiptRecord => {
  const { recordId, item, state, localCode, receiptNumber, promisedBy, promiseDays, seal } = record;
  const check = checkCode(seal);
  return {
    item: say(item.name),
    state,
    localCode,
    qr: seal === '' ? recordId : seal,
    ...(receiptNumber === undefined ? {} : { receiptNumber }),
    ...(promisedBy === undefined ? {} : { promisedBy: promisedBy.slice(0, 10) }),
    ...(promiseDays === undefined ? {} : { promiseDays }),
    ...(check === '' ? {} : { seal: check }),
  };
};

/** The description of a slip in the citizen's language; the printer's model lays it out. */
const slipOf = (order: SlipOrder, language: string, hall: string, now: string): Slip => {
  const words = wordsIn(language);
  const say = (text: Text): string => textIn(text, language);
  if (order.kind === 'ticket') {
    const { kind: _, recordId, queue, ...rest } = order;
    return ticketSlip(
      { ...rest, hall, queue: say(queue), ticketId: recordId, issuedAt: readable(now) },
      words,
    );
  }
  const { records, deferred } = order;
  return receiptSlip(
    {
      hall,
      records: records.map((record) => receiptRecord(record, say)),
      missing: deferred.map(({ name, until }) => ({ name: say(name), until })),
      handedInAt: readable(now),
    },
    words,
  );
};

/** A slip on its way is not called back: half a slip helps nobody, and what came out is what the printer says. */
export const printSlip: Perform<'print-slip'> = async (effect, tools: Tools) => {
  const printer = tools.devices.ticketPrinter;
  if (printer === undefined) return;
  const slip = slipOf(effect.slip, effect.language, tools.kiosk.hall, timestamp(tools));
  const outcome = await printer.print(slip, new AbortController().signal);
  if (!outcome.ok)
    tools.log.warn({ event: 'slip-failed', failure: outcome.error.code, detail: outcome.error.detail });
  tools.store.append({
    kind: 'slip',
    fields: {
      what: effect.slip.kind,
      record: effect.slip.recordId,
      outcome: outcome.ok ? 'printed' : outcome.error.code,
    },
  });
  tools.tell({ kind: 'slip', ref: effect.ref, outcome: outcome.ok ? { ok: true } : outcome });
};
