import { createHash } from 'node:crypto';
import type { HttpAnswer, HttpCall } from '../../../electron/core/sync/http.ts';
import type { Draw } from '../../core/support/walk/draw.ts';
import { SimFiles } from './sim-files.ts';
import { SimTickets } from './sim-tickets.ts';

type Json = Readonly<Record<string, unknown>>;

export const answer = (
  status: number,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer => ({
  kind: 'answer',
  status,
  headers,
  body: body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(body)),
});

/** Where an arrival came from, and when in the order of all. */
export interface Arrived {
  readonly kioskId: string;
  readonly id: string;
  readonly body: Json;
}

/**
 * The central system of a simulated hall, written from the interface's page and from none of the kiosk's code. What
 * a kiosk should never have sent is a complaint.
 */
export class SimCentral {
  readonly complaints: string[] = [];
  /** By path: `/submissions`, `/prints` ... Each once, in order of arrival. */
  readonly arrived = new Map<string, Arrived[]>();
  readonly files = new SimFiles(this.complaints);
  readonly tickets: SimTickets;
  readonly #written = new Map<string, { readonly body: string; readonly answer: HttpAnswer }>();
  readonly #chains = new Map<string, Map<string, { readonly seq: number; readonly hash: string }>>();
  readonly #events = new Map<string, string>();
  readonly #now: () => number;
  readonly #catalogue: { readonly version: string };

  constructor(draw: Draw, now: () => number, catalogue: { readonly version: string }) {
    this.tickets = new SimTickets(draw, this.complaints);
    this.#now = now;
    this.#catalogue = catalogue;
  }

  /** How many kinds of a path have arrived. */
  of(path: string): readonly Arrived[] {
    return this.arrived.get(path) ?? [];
  }

  handle(kioskId: string, call: HttpCall): HttpAnswer {
    const { method, path } = call;
    if (path.startsWith('/files')) return this.files.handle(call);
    if (method === 'GET') return this.#read(path, call.headers?.['if-none-match']);
    if (path.endsWith('/heartbeat'))
      return answer(200, {
        serverTime: new Date(this.#now()).toISOString(),
        catalogVersion: this.#catalogue.version,
        commands: [],
      });
    if (path === '/events') return this.#events_(kioskId, call);
    const key = call.headers?.['idempotency-key'];
    if (key === undefined) return answer(404);
    const body = Buffer.from(call.body ?? '').toString();
    const earlier = this.#written.get(`${path} ${key}`);
    if (earlier) {
      if (earlier.body === body) return { ...earlier.answer, status: 200 };
      this.complaints.push(`${path}: the key of another body`);
      return answer(422);
    }
    const first = this.#write(kioskId, path, key, JSON.parse(body) as Json);
    if (first.status < 300) this.#written.set(`${path} ${key}`, { body, answer: first });
    return first;
  }

  #read(path: string, known: string | undefined): HttpAnswer {
    if (path === '/catalog') {
      const etag = `"${this.#catalogue.version}"`;
      return known === etag ? answer(304, undefined, { etag }) : answer(200, this.#catalogue, { etag });
    }
    return path === '/queues' || path === '/staff' ? answer(200, []) : answer(404);
  }

  #write(kioskId: string, path: string, key: string, body: Json): HttpAnswer {
    if (path.startsWith('/tickets') || path.startsWith('/ticket-blocks'))
      return this.tickets.write(kioskId, path, body);
    if (!['/submissions', '/prints', '/ratings', '/reports', '/calls'].includes(path)) return answer(404);
    const here = this.arrived.get(path) ?? [];
    this.arrived.set(path, here);
    if (body.id !== key || here.some(({ id }) => id === key)) {
      this.complaints.push(`${path}: an id came twice, or is not the key`);
      return answer(422);
    }
    for (const material of (body.materials ?? []) as readonly Json[])
      if (
        material.fileId !== undefined &&
        !this.files.isWhole(String(material.fileId), String(material.sha256))
      ) {
        this.complaints.push(`${path}: a paper that is named is not here`);
        return answer(422);
      }
    here.push({ kioskId, id: key, body });
    return answer(201, { receiptNumber: `R${here.length}`, acceptedAt: new Date(this.#now()).toISOString() });
  }

  /** Lines that are known are passed over; a new one has to follow the last of its epoch. */
  #events_(kioskId: string, { body }: HttpCall): HttpAnswer {
    const chain = this.#chains.get(kioskId) ?? new Map<string, { seq: number; hash: string }>();
    this.#chains.set(kioskId, chain);
    for (const line of Buffer.from(body ?? '')
      .toString()
      .split('\n')) {
      if (line === '') continue;
      const event = JSON.parse(line) as {
        id: string;
        epoch: number;
        seq: number;
        prev: string;
        hash: string;
      };
      const known = this.#events.get(event.id);
      if (known !== undefined) {
        if (known !== event.hash) this.complaints.push(`an event of ${kioskId} came again and is another`);
        continue;
      }
      const last = chain.get(String(event.epoch));
      const follows =
        last === undefined ? event.seq === 1 : event.seq === last.seq + 1 && event.prev === last.hash;
      if (!follows) this.complaints.push(`the events of ${kioskId} do not follow each other at ${event.seq}`);
      this.#events.set(event.id, event.hash);
      chain.set(String(event.epoch), { seq: event.seq, hash: event.hash });
    }
    return answer(200, { accepted: 1 });
  }

  /** The last event of a kiosk that is here. */
  lastEvent(kioskId: string): string | undefined {
    return [...(this.#chains.get(kioskId)?.values() ?? [])].at(-1)?.hash;
  }
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
