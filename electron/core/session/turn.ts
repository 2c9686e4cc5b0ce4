import type { Item } from '../../contract/catalogue.ts';
import type { Settings } from '../../contract/snapshot.ts';
import type { Effect } from './effects.ts';
import { freshPace } from './pace.ts';
import type { Place, PlaceData, Session, Visit, World } from './state.ts';

/** How long a person has to hold on to the history of screens: older ones lead home. */
const rememberedPlaces = 60;

export const defaultSettings = (world: World): Settings => ({
  language: world.kiosk.languages[0] ?? 'zh-CN',
  textSize: 100,
  contrast: 'standard',
  lowReach: false,
});

/**
 * One step in the making: the session as it becomes, and what is to be done. Lives for the length of one `step` call
 * and is never seen outside it, so `step` stays a pure function.
 */
export class Turn {
  session: Session;
  readonly effects: Effect[] = [];

  constructor(session: Session) {
    this.session = session;
  }

  get world(): World {
    return this.session.world;
  }

  get now(): number {
    return this.session.world.now;
  }

  /** The running visit, or nothing. */
  get visit(): Visit | undefined {
    return this.session.phase.at === 'visit' ? this.session.phase.visit : undefined;
  }

  get place(): Place | undefined {
    return this.visit?.place;
  }

  do(...effects: readonly Effect[]): void {
    this.effects.push(...effects);
  }

  /** Changes the running visit; without one nothing happens. */
  change(part: Partial<Visit>): void {
    const visit = this.visit;
    if (visit === undefined) return;
    this.session = { ...this.session, phase: { at: 'visit', visit: { ...visit, ...part } } };
  }

  fact(part: Partial<World>): void {
    this.session = { ...this.session, world: { ...this.session.world, ...part } };
  }

  nextSerial(): number {
    this.session = { ...this.session, serials: this.session.serials + 1 };
    return this.session.serials;
  }

  /** Another screen; the one before can be gone back to. */
  go(data: PlaceData): void {
    const visit = this.visit;
    if (visit === undefined) return;
    const serial = this.nextSerial();
    this.change({ place: { ...data, serial }, past: [...visit.past, visit.place].slice(-rememberedPlaces) });
  }

  /** Another screen in the place of this one: going back skips this one. */
  replace(data: PlaceData): void {
    this.change({ place: { ...data, serial: this.nextSerial() } });
  }

  /** From a screen that only asked (identify) on to the next: it is not gone back to. */
  replaceOrGo(data: PlaceData): void {
    if (this.place?.at === 'identify') this.replace(data);
    else this.go(data);
  }

  /** The same screen with other contents. */
  update(data: PlaceData): void {
    const place = this.place;
    if (place !== undefined) this.change({ place: { ...data, serial: place.serial } });
  }

  /** A matter is settled or given up: nothing before this screen can be gone back to. */
  arrive(data: PlaceData): void {
    this.change({ place: { ...data, serial: this.nextSerial() }, past: [] });
  }

  back(): void {
    const visit = this.visit;
    const previous = visit?.past.at(-1);
    if (visit === undefined || previous === undefined) return;
    this.change({ place: { ...previous, serial: this.nextSerial() }, past: visit.past.slice(0, -1) });
  }

  /** A reference for an operation that the citizen waits for. */
  await(): string {
    const ref = `${this.visit?.number ?? 0}:${this.nextSerial()}`;
    this.change({ awaited: [...(this.visit?.awaited ?? []), ref] });
    return ref;
  }

  /** True when the running visit waits for this result; it waits no longer. Results of an ended visit are nobody's. */
  settle(ref: string): boolean {
    const visit = this.visit;
    if (visit === undefined || !visit.awaited.includes(ref)) return false;
    this.change({ awaited: visit.awaited.filter((other) => other !== ref) });
    return true;
  }

  isAwaited(ref: string): boolean {
    return this.visit?.awaited.includes(ref) ?? false;
  }

  cancelAwaited(): void {
    for (const ref of this.visit?.awaited ?? []) this.do({ do: 'cancel', ref });
    this.change({ awaited: [] });
  }

  sound(kind: 'card-read' | 'remind' | 'done' | 'trouble'): void {
    this.session = { ...this.session, sound: { id: (this.session.sound?.id ?? 0) + 1, kind } };
  }

  item(id: string): Item | undefined {
    return this.world.catalogue?.items.find((item) => item.id === id);
  }

  /** A new person: nothing of the one before is in reach. */
  begin(): void {
    const number = this.session.visits + 1;
    const serial = this.nextSerial();
    this.session = {
      ...this.session,
      visits: number,
      phase: {
        at: 'visit',
        visit: {
          number,
          startedAt: this.now,
          pace: freshPace(this.now),
          settings: defaultSettings(this.world),
          lookUp: { state: 'unasked' },
          place: { at: 'home', serial },
          past: [],
          awaited: [],
          used: { card: false, glass: false, paper: false, slip: false },
          unsent: [],
        },
      },
    };
    this.do({ do: 'audit', kind: 'visit-started', fields: { visit: number } }, { do: 'refresh-queues' });
  }
}
