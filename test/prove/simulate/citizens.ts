import type { Clock } from '../../../devices/transports/transport.ts';
import type { Event } from '../../../electron/core/session/events.ts';
import { hall } from '../../core/support/hall.ts';
import { invented } from '../../core/support/people.ts';
import type { Draw } from '../../core/support/walk/draw.ts';
import type { SimKiosk } from './sim-kiosk.ts';
import { Paper } from './sim-printers.ts';

/** One thing that a citizen wanted, and what the kiosk said of it. */
export interface Attempt {
  readonly token: string;
  readonly kind: 'ticket' | 'application' | 'print' | 'rating';
  readonly kiosk: SimKiosk;
  readonly person?: string;
  /** Told "saved", or the number: the kiosk has promised it. */
  promised?: { readonly id: string; readonly number?: string };
  /** Told that there are no numbers, or that one is enough. */
  refused?: string;
  voided: boolean;
  /** Records of an application: a bundle has several. */
  readonly parts: number;
  /** Of a certificate. */
  readonly asked: number;
  readonly paper: Paper;
  end?: { readonly taken: number; readonly spoiled: number; readonly unknown: number };
}

const item = hall.items.find(({ id }) => id === 'residence');
const PEOPLE = ['110105194912310011', '110105194912310038', '110105194912310054', '110105194912310070'];
const queueName = { 'zh-CN': '综合窗口' };

/** Those who come on one day, what they wanted and what they were told. */
export class Citizens {
  readonly attempts: Attempt[] = [];
  readonly #draw: Draw;
  readonly #clock: Clock;

  constructor(draw: Draw, clock: Clock) {
    this.#draw = draw;
    this.#clock = clock;
  }

  /** What a kiosk tells its screen. */
  hear(event: Event): void {
    if (!('ref' in event) || event.ref === '') return;
    const attempt = this.attempts[Number(event.ref)];
    if (!attempt) return;
    if (event.kind === 'ticket-issued') {
      if (event.outcome.ok) attempt.promised = { id: event.outcome.id, number: event.outcome.number };
      else attempt.refused = event.outcome.reason.code;
    } else if (event.kind === 'handed-in') {
      if (event.outcome.ok) attempt.promised = { id: event.outcome.records[0]?.id ?? '' };
      else attempt.refused = event.outcome.reason.code;
    } else if (event.kind === 'printed') {
      const { taken, spoiled, unknown } = event.end.ledger;
      attempt.end = { taken, spoiled, unknown };
    }
  }

  #begin(kiosk: SimKiosk, kind: Attempt['kind'], asked = 0, person?: string): Attempt {
    const token = String(this.attempts.length);
    const attempt: Attempt = {
      token,
      kind,
      kiosk,
      voided: false,
      parts: kind === 'application' && this.#draw(3) === 0 ? 2 : 1,
      asked,
      paper: new Paper(),
      ...(person === undefined ? {} : { person }),
    };
    this.attempts.push(attempt);
    return attempt;
  }

  /** Somebody comes, wants something, and takes what comes. */
  async comes(kiosk: SimKiosk): Promise<void> {
    if (!kiosk.isOn) return;
    const draw = this.#draw;
    const kind = draw(10);
    if (kind < 5) await this.#takesTicket(kiosk);
    else if (kind < 8) await this.#applies(kiosk);
    else await this.#prints(kiosk);
  }

  #person(idNumber: string) {
    return { ...invented, documentType: 'resident-id', idNumber, source: 'card' } as const;
  }

  async #takesTicket(kiosk: SimKiosk): Promise<void> {
    const draw = this.#draw;
    const idNumber = draw(3) === 0 ? PEOPLE[draw(PEOPLE.length)] : undefined;
    const attempt = this.#begin(kiosk, 'ticket', 0, idNumber);
    await kiosk.perform({
      do: 'issue-ticket',
      ref: attempt.token,
      queueId: draw(3) === 0 ? 'insurance' : 'general',
      priority: 'none',
      onBehalf: false,
      ...(idNumber === undefined ? {} : { person: this.#person(idNumber) }),
    });
    const { promised } = attempt;
    if (!promised?.number || !kiosk.isOn) return;
    await kiosk.perform({
      do: 'print-slip',
      ref: attempt.token,
      language: 'zh-CN',
      slip: {
        kind: 'ticket',
        recordId: promised.id,
        number: promised.number,
        queue: queueName,
        priority: 'none',
        onBehalf: false,
      },
    });
    if (kiosk.isOn && draw(8) === 0) attempt.voided = kiosk.giveBack(promised.id);
    if (kiosk.isOn && draw(3) === 0) await this.#rates(kiosk, idNumber);
  }

  async #applies(kiosk: SimKiosk): Promise<void> {
    if (!item) throw new Error('the hall has no such item');
    const draw = this.#draw;
    const idNumber = PEOPLE[draw(PEOPLE.length)] ?? '';
    const attempt = this.#begin(kiosk, 'application', 0, idNumber);
    const bytes = Buffer.alloc(200 + draw(20_000), attempt.token);
    const handle = kiosk.put(bytes);
    const parts = Array.from({ length: attempt.parts }, (_, index) => ({
      item,
      applicant: this.#person(idNumber),
      form: { attempt: `${attempt.token}/${index}` },
      materials: [
        { materialId: 'photo', status: 'supplied', paper: { handle, pages: 1 } },
        { materialId: 'household', status: 'from-records' },
      ] as const,
      signatures: [],
    }));
    const bundle = parts.length > 1 ? { bundleId: 'moving' } : {};
    await kiosk.perform({ do: 'save-submission', ref: attempt.token, order: { ...bundle, parts } });
  }

  async #rates(kiosk: SimKiosk, idNumber: string | undefined): Promise<void> {
    const attempt = this.#begin(kiosk, 'rating', 0, idNumber);
    await kiosk.perform({ do: 'save-rating', recordId: attempt.token, score: 1 + this.#draw(5) });
  }

  async #prints(kiosk: SimKiosk): Promise<void> {
    if (kiosk.paper) return;
    const pages = 1 + this.#draw(6);
    const attempt = this.#begin(kiosk, 'print', pages);
    kiosk.paper = attempt.paper;
    // The power also goes while it prints, or just as it is written down what came out.
    if (this.#draw(5) === 0) this.#clock.after(this.#draw(25_000), () => kiosk.cutPowerIn(1 + this.#draw(3)));
    await kiosk.perform({
      do: 'print-document',
      ref: attempt.token,
      documentId: attempt.token,
      handle: kiosk.put(Buffer.from('%PDF-1.7')),
      pages,
      only: Array.from({ length: pages }, (_, index) => index + 1),
    });
    delete kiosk.paper;
  }
}
