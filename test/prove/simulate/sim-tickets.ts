import type { HttpAnswer } from '../../../electron/core/sync/http.ts';
import type { Draw } from '../../core/support/walk/draw.ts';

interface Block {
  readonly id: string;
  readonly kioskId: string;
  readonly queueId: string;
  readonly businessDate: string;
  readonly from: number;
  readonly to: number;
  released?: { readonly from: number; readonly to: number };
}

export interface ArrivedTicket {
  readonly id: string;
  readonly number: string;
  readonly queueId: string;
  readonly businessDate: string;
  readonly blockId: string;
  readonly issuedAt: string;
  voided: boolean;
}

const answer = (status: number, body: unknown = {}): HttpAnswer => ({
  kind: 'answer',
  status,
  headers: {},
  body: Buffer.from(JSON.stringify(body)),
});

const PREFIX = 'A';

/** Blocks that never overlap, with gaps, sometimes smaller than asked; and the tickets made of them. */
export class SimTickets {
  readonly blocks = new Map<string, Block>();
  readonly tickets = new Map<string, ArrivedTicket>();
  readonly #numbers = new Set<string>();
  readonly #next = new Map<string, number>();
  readonly #draw: Draw;
  readonly #complaints: string[];

  constructor(draw: Draw, complaints: string[]) {
    this.#draw = draw;
    this.#complaints = complaints;
  }

  write(kioskId: string, path: string, body: Readonly<Record<string, unknown>>): HttpAnswer {
    const [, room, id = '', deed] = path.split('/');
    if (room === 'ticket-blocks')
      return deed === 'release' ? this.#release(id, body) : this.#lease(kioskId, body);
    return deed === 'void' ? this.#void(id) : this.#ticket(kioskId, body as unknown as ArrivedTicket);
  }

  #refuse(why: string): HttpAnswer {
    this.#complaints.push(why);
    return answer(422);
  }

  #lease(kioskId: string, body: Readonly<Record<string, unknown>>): HttpAnswer {
    const { id, queueId, businessDate, size } = body as {
      id: string;
      queueId: string;
      businessDate: string;
      size: number;
    };
    const line = `${queueId} ${businessDate}`;
    const from = (this.#next.get(line) ?? 1) + (this.#draw(4) === 0 ? this.#draw(30) : 0);
    const to = from + (this.#draw(5) === 0 ? this.#draw(size) : size - 1);
    this.#next.set(line, to + 1);
    this.blocks.set(id, { id, kioskId, queueId, businessDate, from, to });
    return answer(201, { id, queueId, businessDate, prefix: PREFIX, from, to });
  }

  #release(id: string, body: Readonly<Record<string, unknown>>): HttpAnswer {
    const { from, to } = body as { from: number; to: number };
    const block = this.blocks.get(id);
    if (!block || from > to || from < block.from || to !== block.to)
      return this.#refuse('a release is not of its block');
    if (block.released) return this.#refuse('a block was released twice');
    block.released = { from, to };
    for (const ticket of this.tickets.values())
      if (ticket.blockId === id && Number(ticket.number.slice(1)) >= from)
        return this.#refuse('a number was released that a citizen has');
    return answer(200);
  }

  #ticket(kioskId: string, ticket: ArrivedTicket): HttpAnswer {
    const block = this.blocks.get(ticket.blockId);
    if (!block || block.kioskId !== kioskId) return this.#refuse('a ticket is of no block of this kiosk');
    const number = Number(ticket.number.slice(1));
    const name = `${ticket.queueId} ${ticket.businessDate} ${ticket.number}`;
    if (ticket.queueId !== block.queueId || ticket.businessDate !== block.businessDate)
      return this.#refuse('a ticket is of another queue or day than its block');
    if (ticket.issuedAt.slice(0, 10) !== ticket.businessDate)
      return this.#refuse('a ticket has a number of another day');
    if (number < block.from || number > block.to) return this.#refuse('a number was invented');
    if (block.released && number >= block.released.from)
      return this.#refuse('a released number was given out');
    if (this.#numbers.has(name)) return this.#refuse('a ticket number came twice');
    this.#numbers.add(name);
    this.tickets.set(ticket.id, { ...ticket, voided: false });
    return answer(201, { number: ticket.number, waitingAhead: 3 });
  }

  #void(id: string): HttpAnswer {
    const ticket = this.tickets.get(id);
    if (!ticket) return this.#refuse('a ticket was voided before it came');
    ticket.voided = true;
    return answer(200);
  }
}
