import type { PrintEnd } from '../../../devices/classes/document-printer.ts';
import type { CardRead } from '../../../devices/classes/id-reader.ts';
import type { ScanEnd, ScanSource } from '../../../devices/classes/scanner.ts';
import type { DeviceError, DeviceStatus, Role } from '../../../devices/device.ts';
import type { JourneyId, Screen } from '../../../electron/contract/screens.ts';
import { type Effect, type Event, initialSession, step } from '../../../electron/core/session/session.ts';
import { snapshotOf } from '../../../electron/core/session/view/snapshot.ts';
import { kiosk, opening, openingTime } from '../../core/support/hall.ts';
import { invented, knownPerson } from '../../core/support/people.ts';
import { glassInstead } from './grid.ts';

/** Which journey is closed when this device can't work. */
const journeyOf: Readonly<Partial<Record<Role, JourneyId>>> = {
  // The others can be opened by phone, too.
  idReader: 'resume',
  ticketPrinter: 'ticket',
  documentPrinter: 'print',
  scanner: 'scan',
};

/** A job failed and the screen does not say so: never right. */
export const toldNothing = 'nothing is told';

/** The scanner as it is built in: its driver, and where it takes paper from. */
export type ScannerSort = { readonly driver: string; readonly sources: readonly ScanSource[] };

const usual: ScannerSort = { driver: 'grid', sources: ['flatbed', 'feeder'] };

/** Somebody before the pure session: goes as far as the device's job, and says in one line what the screen then tells. */
export class Citizen {
  #session = initialSession(kiosk, openingTime);
  #asked: readonly Effect[] = [];
  readonly #driver: string;

  constructor({ driver, sources }: ScannerSort = usual) {
    this.#driver = driver;
    for (const event of opening) this.tell(event);
    this.tell({ kind: 'scan-sources', sources });
    this.tell({ kind: 'intent', intent: { kind: 'wake', screenId: this.#session.screenId } });
  }

  /** The home screen's word on the journey of this device: its reason, or `offered`. */
  static atHome(role: Role, status: DeviceStatus, sort = usual): string {
    const citizen = new Citizen(sort);
    citizen.device(role, status);
    const { screen } = citizen;
    const journey = journeyOf[role];
    if (screen.name !== 'home') throw new Error(`${screen.name} instead of home`);
    // A code can be typed too: no journey closes for want of the code scanner.
    if (journey === undefined) return 'offered';
    const choice = screen.choices.find(({ id }) => id === journey);
    if (choice === undefined) return 'not offered';
    if (choice.unavailable !== undefined) return choice.unavailable.code;
    return role === 'scanner' ? citizen.#whatTheScanScreenOffers() : 'offered';
  }

  #whatTheScanScreenOffers(): string {
    this.#walksToScan();
    const { screen } = this;
    if (screen.name !== 'scan') throw new Error(`${screen.name} instead of scan`);
    const { feederUnavailable, source } = screen;
    return feederUnavailable !== undefined && source === 'flatbed'
      ? `${glassInstead}${feederUnavailable.code}`
      : 'offered';
  }

  get screen(): Screen {
    return snapshotOf(this.#session).screen;
  }

  tell(event: Event): void {
    const [next, ...effects] = step(this.#session, event, openingTime);
    this.#session = next;
    this.#asked = [...this.#asked, ...effects];
  }

  device(role: Role, status: DeviceStatus): void {
    this.tell({ kind: 'device', role, driver: this.#driver, status });
  }

  touch(...ids: readonly string[]): void {
    for (const id of ids)
      this.tell({ kind: 'intent', intent: { kind: 'choose', id, screenId: this.#session.screenId } });
  }

  act(action: 'scan' | 'print'): void {
    this.tell({ kind: 'intent', intent: { kind: 'act', action, screenId: this.#session.screenId } });
  }

  /** The reference of what the session has just asked for. */
  #ref(kind: Effect['do']): string {
    const effect = this.#asked.findLast((candidate) => candidate.do === kind);
    if (effect === undefined || !('ref' in effect) || effect.ref === undefined)
      throw new Error(`nobody asked for ${kind}; shown is ${this.screen.name}`);
    return effect.ref;
  }

  #identifies(): void {
    this.tell({ kind: 'presence', presence: 'present' });
    this.tell({ kind: 'card', ref: this.#ref('read-card'), read: { ok: true, value: invented } });
    this.tell({ kind: 'looked-up', ref: this.#ref('look-up'), outcome: { ok: true, known: knownPerson } });
  }

  // As far as the job of each device.

  static readsCard(): Citizen {
    const citizen = new Citizen();
    citizen.touch('progress');
    citizen.tell({ kind: 'presence', presence: 'present' });
    citizen.#ref('read-card');
    return citizen;
  }

  /** On the same screen, with a card that the reader does not even find. */
  static waitsForReader(): Citizen {
    const citizen = new Citizen();
    citizen.touch('progress');
    return citizen;
  }

  static takesTicket(): Citizen {
    const citizen = new Citizen();
    citizen.touch('ticket', 'general');
    const ref = citizen.#ref('issue-ticket');
    const outcome = { ok: true, id: 'record-1', number: 'A001', queueId: 'general' } as const;
    citizen.tell({ kind: 'ticket-issued', ref, outcome });
    citizen.#ref('print-slip');
    return citizen;
  }

  /** A certificate of three pages. */
  static printsDocument(): Citizen {
    const citizen = new Citizen();
    citizen.touch('print');
    citizen.#identifies();
    citizen.touch('doc-3p');
    const ref = citizen.#ref('load-document');
    citizen.tell({ kind: 'document', ref, outcome: { ok: true, handle: 'pdf', pages: 3 } });
    citizen.act('print');
    citizen.#ref('print-document');
    return citizen;
  }

  #walksToScan(): void {
    this.touch('scan');
    this.#identifies();
    this.touch('R-1', 'lease');
  }

  static scansPaper(sort = usual): Citizen {
    const citizen = new Citizen(sort);
    citizen.#walksToScan();
    citizen.act('scan');
    citizen.#ref('scan');
    return citizen;
  }

  /** With the slip of a draft in hand. */
  static holdsSlip(): Citizen {
    const citizen = new Citizen();
    citizen.touch('resume');
    if (citizen.screen.name !== 'resume') throw new Error(`${citizen.screen.name} instead of resume`);
    return citizen;
  }

  // How the job ended, and what the screen says of it.

  hearsCard(read: CardRead): string {
    this.tell({ kind: 'card', ref: this.#ref('read-card'), read });
    return this.seesIdentify();
  }

  seesIdentify(): string {
    const { screen } = this;
    if (screen.name !== 'identify') return `${screen.name}?`;
    if (screen.readerUnavailable !== undefined) return screen.readerUnavailable.code;
    return screen.advice ?? (screen.state === 'looking-up' ? 'goes on' : 'waits for a card');
  }

  /** The codes that the session looks for after the code scanner has said these, one by one. */
  hearsCodes(codes: readonly string[]): { readonly looksFor: readonly string[]; readonly told: string } {
    for (const text of codes) this.tell({ kind: 'code', text });
    const looksFor = this.#asked.flatMap((effect) => (effect.do === 'find-draft' ? [effect.code] : []));
    const { screen } = this;
    if (screen.name !== 'resume') return { looksFor, told: `${screen.name}?` };
    return { looksFor, told: screen.state === 'opening' ? 'opens the draft' : 'waits for a code' };
  }

  hearsSlip(outcome: { readonly ok: true } | { readonly ok: false; readonly error: DeviceError }): string {
    this.tell({ kind: 'slip', ref: this.#ref('print-slip'), outcome });
    const { screen } = this;
    if (screen.name === 'printing')
      return screen.state === 'asking' ? 'did it come out?' : `${screen.state}?`;
    if (screen.name === 'trouble') return screen.reason.code;
    return screen.name === 'finish' && screen.matter.kind === 'ticket'
      ? `finish, slip ${screen.matter.slip}`
      : `${screen.name}?`;
  }

  hearsPrint(end: PrintEnd): string {
    this.tell({ kind: 'printed', ref: this.#ref('print-document'), end });
    const { screen } = this;
    if (screen.name === 'trouble') {
      const pages = screen.pages.map(({ page, state }) => `${page} ${state}`).join(', ');
      return `${screen.reason.code} (${pages})`;
    }
    return screen.name;
  }

  hearsScan(end: ScanEnd): string {
    const pages = end.pages.map((_, index) => ({ handle: `page-${index}`, verdicts: [] }));
    this.tell({ kind: 'scanned', ref: this.#ref('scan'), pages, ...(end.ok ? {} : { error: end.error }) });
    const { screen } = this;
    if (screen.name !== 'scan') return `${screen.name}?`;
    const kept = `${screen.pages.length} pages`;
    if (screen.problem !== undefined) return `${screen.problem.code}, ${kept}`;
    // Nothing in a feeder that nobody chose: the paper lies on the glass.
    if (screen.state === 'scanning') return `the ${screen.source} is scanned, ${kept}`;
    return end.ok ? kept : `${toldNothing}, ${kept}`;
  }
}
