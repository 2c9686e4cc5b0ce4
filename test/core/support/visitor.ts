import { expect } from 'vitest';
import type { PrintEnd } from '../../../devices/classes/document-printer.ts';
import type { CardAdvice, CardPresence, IdCard } from '../../../devices/classes/id-reader.ts';
import type { ConditionCode, DeviceErrorCode, Link, Role } from '../../../devices/device.ts';
import type { FieldValue } from '../../../electron/contract/field-value.ts';
import type { Action, Intent } from '../../../electron/contract/intents.ts';
import type { ReasonCode } from '../../../electron/contract/reasons.ts';
import type { ScreenName, ScreenOf } from '../../../electron/contract/screens.ts';
import { Snapshot } from '../../../electron/contract/snapshot.ts';
import { type Effect, type Event, initialSession, step } from '../../../electron/core/session/session.ts';
import type { Known, ScannedPageRef } from '../../../electron/core/session/state.ts';
import { snapshotOf } from '../../../electron/core/session/view/snapshot.ts';
import { kiosk, opening, openingTime, status } from './hall.ts';
import { invented, knownPerson } from './people.ts';

type CodeAnswer = Omit<Extract<Extract<Event, { kind: 'code-known' }>['outcome'], { ok: true }>, 'ok'>;
type EffectOf<D extends Effect['do']> = Extract<Effect, { do: D }>;

/**
 * A scripted citizen before a kiosk without hardware: touches what the screen offers, and plays the devices and the
 * central system by answering what the session asks for. Every snapshot on the way must fit the contract.
 */
export class Visitor {
  session = initialSession(kiosk, openingTime);
  now = openingTime;
  /** All that the session has asked for, in order. */
  readonly asked: Effect[] = [];
  readonly #answered = new Set<string>();
  #records = 0;

  /** A kiosk in service: all devices ready, online, catalogue there, the pad seen empty. */
  static atAttract(): Visitor {
    const visitor = new Visitor();
    for (const event of opening) visitor.tell(event);
    return visitor;
  }

  static atHome(): Visitor {
    const visitor = Visitor.atAttract();
    visitor.wake();
    return visitor;
  }

  // What a person sees.

  get snapshot(): Snapshot {
    return Snapshot.parse({ ...snapshotOf(this.session), version: 0 });
  }

  /** The screen that is shown, which must be this one. */
  sees<N extends ScreenName>(name: N): ScreenOf<N> {
    const { screen } = this.snapshot;
    expect(screen.name, JSON.stringify(screen)).toBe(name);
    return screen as ScreenOf<N>;
  }

  // What a person does.

  intend(intent: Intent): void {
    this.tell({ kind: 'intent', intent });
  }

  wake(): void {
    this.intend({ kind: 'wake', screenId: this.session.screenId });
  }

  touch(...ids: readonly string[]): void {
    for (const id of ids) this.intend({ kind: 'choose', id, screenId: this.session.screenId });
  }

  act(...actions: readonly Action[]): void {
    for (const action of actions) this.intend({ kind: 'act', action, screenId: this.session.screenId });
  }

  type(fields: Readonly<Record<string, FieldValue | null>>): void {
    for (const [field, value] of Object.entries(fields))
      this.intend({ kind: 'set-field', field, value, screenId: this.session.screenId });
  }

  change(target: string): void {
    this.intend({ kind: 'change', target, screenId: this.session.screenId });
  }

  staff(action: Extract<Intent, { kind: 'staff-act' }>['action']): void {
    this.intend({ kind: 'staff-act', action });
  }

  /** Time passes, second by second. */
  wait(seconds: number): void {
    for (let second = 0; second < seconds; second += 1) {
      this.now += 1_000;
      this.tell({ kind: 'tick' });
    }
  }

  // What the devices and the central system do.

  tell(event: Event): void {
    const [next, ...effects] = step(this.session, event, this.now);
    this.session = next;
    this.asked.push(...effects);
  }

  device(role: Role, link: Link = 'ready', ...errors: readonly ConditionCode[]): void {
    this.tell({ kind: 'device', role, driver: 'test', status: status(link, ...errors) });
  }

  presence(presence: CardPresence): void {
    this.tell({ kind: 'presence', presence });
  }

  network(online: boolean): void {
    this.tell({ kind: 'network', online });
  }

  /** Everything of this kind that was ever asked for. */
  all<D extends Effect['do']>(kind: D): EffectOf<D>[] {
    return this.asked.filter((effect): effect is EffectOf<D> => effect.do === kind);
  }

  /** The newest of this kind, which must be unanswered; it counts as answered from here on. */
  take<D extends Effect['do']>(kind: D): EffectOf<D> & { readonly ref: string } {
    const effect = this.all(kind).at(-1);
    if (effect === undefined || !('ref' in effect) || effect.ref === undefined)
      throw new Error(`nobody asked for ${kind}; shown is ${this.snapshot.screen.name}`);
    if (this.#answered.has(effect.ref)) throw new Error(`${kind} has been answered already`);
    this.#answered.add(effect.ref);
    return effect as EffectOf<D> & { readonly ref: string };
  }

  /** The card is read; SAM readers can't tell afterwards whether it still lies there. */
  cardReads(card: IdCard = invented): void {
    const { ref } = this.take('read-card');
    this.presence('read');
    this.tell({ kind: 'card', ref, read: { ok: true, value: card } });
  }

  cardFails(advice: CardAdvice): void {
    const { ref } = this.take('read-card');
    const error = { code: 'rejected', detail: 'no', conditions: [], advice } as const;
    this.tell({ kind: 'card', ref, read: { ok: false, error } });
  }

  centralKnows(known: Known = knownPerson): void {
    this.tell({ kind: 'looked-up', ref: this.take('look-up').ref, outcome: { ok: true, known } });
  }

  centralFails(code: ReasonCode = 'offline'): void {
    const { ref } = this.take('look-up');
    this.tell({ kind: 'looked-up', ref, outcome: { ok: false, reason: { code } } });
  }

  /** Lays the card, is read and looked up. */
  identifies(): void {
    this.presence('present');
    this.cardReads();
    this.centralKnows();
  }

  ticketIssued(number = 'A001'): void {
    const { ref, queueId } = this.take('issue-ticket');
    this.#records += 1;
    this.tell({
      kind: 'ticket-issued',
      ref,
      outcome: { ok: true, id: `record-${this.#records}`, number, queueId },
    });
  }

  slipPrinted(): void {
    this.tell({ kind: 'slip', ref: this.take('print-slip').ref, outcome: { ok: true } });
  }

  slipFails(code: DeviceErrorCode): void {
    const error = { code, detail: 'no', conditions: [] };
    this.tell({ kind: 'slip', ref: this.take('print-slip').ref, outcome: { ok: false, error } });
  }

  scanned(handles: readonly string[], fault?: { code: DeviceErrorCode; condition?: ConditionCode }): void {
    const pages: ScannedPageRef[] = handles.map((handle) => ({ handle, verdicts: [] }));
    const conditions =
      fault?.condition === undefined ? [] : [{ code: fault.condition, severity: 'error' } as const];
    this.tell({
      kind: 'scanned',
      ref: this.take('scan').ref,
      pages,
      ...(fault === undefined ? {} : { error: { code: fault.code, detail: 'no', conditions } }),
    });
  }

  joined(handle: string): void {
    this.tell({ kind: 'joined', ref: this.take('join-pages').ref, outcome: { ok: true, handle } });
  }

  /** A code is held under the code scanner. */
  scansCode(text: string): void {
    this.tell({ kind: 'code', text });
  }

  codeIsOf(person: 'nobody' | CodeAnswer): void {
    const { ref, code } = this.take('look-up-code');
    const outcome =
      person === 'nobody'
        ? ({ ok: false, reason: { code: 'unknown-person' } } as const)
        : ({ ok: true, ...person } as const);
    this.tell({ kind: 'code-known', ref, code, outcome });
  }

  /** One record an item; the first one's id. */
  handedIn(): string {
    const { ref, order } = this.take('save-submission');
    const records = order.parts.map(() => {
      this.#records += 1;
      return { id: `record-${this.#records}`, localCode: 'K7-20', seal: '{}' };
    });
    this.tell({ kind: 'handed-in', ref, outcome: { ok: true, records } });
    return records[0]?.id ?? '';
  }

  notHandedIn(): void {
    const { ref } = this.take('save-submission');
    this.tell({ kind: 'handed-in', ref, outcome: { ok: false, reason: { code: 'storage-full' } } });
  }

  saved(kind: 'save-supplement' | 'save-report' | 'save-call'): string {
    const { ref } = this.take(kind);
    this.#records += 1;
    const id = `record-${this.#records}`;
    this.tell({ kind: 'saved', ref, outcome: { ok: true, id, localCode: 'K7-20' } });
    return id;
  }

  notSaved(kind: 'save-supplement' | 'save-report' | 'save-call'): void {
    const { ref } = this.take(kind);
    this.tell({ kind: 'saved', ref, outcome: { ok: false, reason: { code: 'storage-full' } } });
  }

  received(id: string, receiptNumber = 'HZ-9'): void {
    this.tell({ kind: 'settled', id, receiptNumber, promisedBy: '2026-11-30' });
  }

  documentComes(handle = 'pdf-1', pages = 3): void {
    this.tell({
      kind: 'document',
      ref: this.take('load-document').ref,
      outcome: { ok: true, handle, pages },
    });
  }

  noticeMade(handle = 'notice-1', pages = 1): void {
    const { ref } = this.take('make-notice');
    this.tell({ kind: 'document', ref, outcome: { ok: true, handle, pages } });
  }

  documentFails(code: ReasonCode): void {
    const { ref } = this.take('load-document');
    this.tell({ kind: 'document', ref, outcome: { ok: false, reason: { code } } });
  }

  printed(end: PrintEnd): void {
    this.tell({ kind: 'printed', ref: this.take('print-document').ref, end });
  }

  /** Every handle that the session has told the runner to drop. */
  get dropped(): readonly string[] {
    return this.all('drop').flatMap(({ handles }) => handles);
  }
}
