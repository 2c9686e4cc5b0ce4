import type { Slip } from '../../../devices/classes/ticket-printer.ts';
import { centred, code, fact, foot, gap, head, largest, plain, rule, toTick } from './parts.ts';
import type { Words } from './words.ts';

/** Texts come in the citizen's language, times as they are to be read. */
export type TicketSlip = {
  readonly hall: string;
  readonly queue: string;
  /** Exactly as it is called: prefix and at least three digits, no space. */
  readonly number: string;
  readonly windows?: string;
  readonly waiting?: number;
  readonly wait?: { readonly fromMinutes: number; readonly toMinutes: number };
  readonly issuedAt: string;
  readonly priority?: 'none' | 'elderly' | 'disabled' | 'veteran' | 'appointment';
  readonly onBehalf?: boolean;
  readonly bring?: readonly string[];
  readonly ticketId: string;
  readonly phone?: string;
};

/** 取号单: the number first and largest, as text; then when, what to bring, and the code. */
export const ticketSlip = (ticket: TicketSlip, words: Words): Slip => {
  const { waiting, wait, priority = 'none', bring = [] } = ticket;
  return {
    lines: [
      ...head(ticket.hall, ticket.queue),
      gap(),
      centred(ticket.number, largest(ticket.number), true),
      gap(),
      ...(waiting === undefined
        ? []
        : [
            fact(
              words('slip.ticket.waiting'),
              waiting === 0 ? words('slip.ticket.nobody') : words('slip.ticket.people', { count: waiting }),
              true,
            ),
          ]),
      ...(wait === undefined || waiting === 0
        ? []
        : [
            fact(
              words('slip.ticket.wait'),
              words('slip.ticket.minutes', { from: wait.fromMinutes, to: wait.toMinutes }),
              true,
            ),
          ]),
      ...(ticket.windows === undefined ? [] : [fact(words('slip.ticket.windows'), ticket.windows, true)]),
      ...(priority === 'none'
        ? []
        : [fact(words('slip.ticket.priority'), words(`slip.ticket.priority.${priority}`))]),
      fact(words('slip.ticket.issued'), ticket.issuedAt),
      ...(ticket.onBehalf ? [plain(words('slip.ticket.onBehalf'))] : []),
      ...(bring.length === 0
        ? []
        : [
            rule,
            ...toTick(
              words('slip.ticket.bring'),
              bring.map((name) => ({ name })),
            ),
          ]),
      rule,
      ...code(ticket.ticketId),
      ...foot(words, words('slip.ticket.called'), ticket.phone),
    ],
  };
};
