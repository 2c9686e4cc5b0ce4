import { pino } from 'pino';
import type { Clock } from '../../../devices/transports/transport.ts';
import { Blobs } from '../../../electron/core/blobs.ts';
import { performers } from '../../../electron/core/performers/index.ts';
import { tellUnfinishedPrints } from '../../../electron/core/performers/print-fate.ts';
import type { Perform, Tools } from '../../../electron/core/performers/tools.ts';
import type { Effect } from '../../../electron/core/session/effects.ts';
import type { Event } from '../../../electron/core/session/events.ts';
import { openStore, type Store } from '../../../electron/core/store/store.ts';
import { idMaker } from '../../../electron/core/store/uuid.ts';
import { centralClientOver } from '../../../electron/core/sync/central-client.ts';
import { openHallTime } from '../../../electron/core/sync/hall-time.ts';
import { leaseNow } from '../../../electron/core/sync/lease-now.ts';
import { startSync } from '../../../electron/core/sync/sync-loop.ts';
import { type Draw, drawFrom } from '../../core/support/walk/draw.ts';
import { MemoryDisk } from './memory-disk.ts';
import { PowerCut } from './power-cut.ts';
import type { SimCentral } from './sim-central.ts';
import { simLine, type Weather } from './sim-line.ts';
import { type Paper, simDocumentPrinter, simTicketPrinter } from './sim-printers.ts';
import { simRandom } from './sim-random.ts';

const MINUTE = 60_000;
/** Slower than in a hall, so that a day is over in the time that there is for it. */
const RHYTHM = { heartbeat: 30 * MINUTE, queues: 180 * MINUTE, knowledge: 360 * MINUTE };
const TIMEZONE = 'Asia/Shanghai';
const KEY = Buffer.alloc(32, 7);
const silent = pino({ enabled: false });

/** What runs between a start and a power cut. */
interface Life {
  readonly store: Store;
  readonly tools: Tools;
  readonly nudge: () => void;
  isOver: boolean;
  /** So many looks at the clock until the power goes: in the middle of whatever happens then. */
  fuse: number;
  /** How wrong this computer's clock is. Milliseconds. */
  skew: number;
  /** The power cut damages the database's log. */
  losesCommits: boolean;
}

/** A kiosk without a window: its real store, sync and performers; line, printers and time are simulated. */
export class SimKiosk {
  readonly id: string;
  readonly dir: string;
  readonly disk: MemoryDisk;
  readonly #hall: { readonly seed: number; readonly clock: Clock; readonly central: SimCentral };
  readonly #weather: Weather;
  readonly #onEvent: (event: Event) => void;
  readonly #draw: Draw;
  #starts = 0;
  #life: Life | undefined;
  /** The database has once fallen back to what it was earlier. */
  hasLostCommits = false;
  /** Where the next sheets fall. */
  paper: Paper | undefined;

  constructor(options: {
    readonly id: string;
    readonly dir: string;
    readonly images: Map<string, Buffer>;
    readonly seed: number;
    readonly clock: Clock;
    readonly central: SimCentral;
    readonly weather: Weather;
    readonly onEvent: (event: Event) => void;
  }) {
    const { id, dir, seed, clock, central } = options;
    this.id = id;
    this.dir = dir;
    this.#hall = { seed, clock, central };
    this.#weather = options.weather;
    this.#onEvent = options.onEvent;
    this.#draw = drawFrom(seed);
    this.disk = new MemoryDisk(options.images);
  }

  get isOn(): boolean {
    return this.#life !== undefined && !this.#life.isOver;
  }

  get store(): Store {
    if (!this.#life) throw new Error(`${this.id} is off`);
    return this.#life.store;
  }

  start(): void {
    const { seed, clock, central } = this.#hall;
    this.#starts += 1;
    const draw = this.#draw;
    const own: Clock = {
      now: () => {
        const life = this.#life;
        if (life && life.fuse > 0) {
          life.fuse -= 1;
          if (life.fuse === 0) life.isOver = true;
        }
        if (life?.isOver) throw new PowerCut();
        return clock.now();
      },
      after: (milliseconds, callback) =>
        clock.after(milliseconds, () => {
          if (this.#life?.tools === tools && !this.#life.isOver) callback();
        }),
    };
    const machine = { now: () => own.now() + (this.#life?.skew ?? 0) };
    const time = openHallTime({ steady: own, machine });
    const random = simRandom(`${seed} ${this.#starts}`);
    const store = openStore({
      dir: this.dir,
      key: KEY,
      clock: time,
      random,
      kioskId: this.id,
      timezone: TIMEZONE,
      open: this.disk.open,
    });
    const http = simLine({ kioskId: this.id, central, clock: own, draw, weather: this.#weather });
    const client = centralClientOver(http, time.now);
    let nudge = (): void => undefined;
    const tools: Tools = {
      kiosk: { id: this.id, hall: '测试大厅', timezone: TIMEZONE },
      devices: {
        ticketPrinter: simTicketPrinter(draw, own),
        documentPrinter: simDocumentPrinter(draw, own, () => {
          if (!this.paper) throw new Error('nobody prints');
          return this.paper;
        }),
      },
      store,
      central: client,
      sync: {
        nudge: () => nudge(),
        refreshQueues: () => Promise.resolve(),
        leaseNow: (queueId) => leaseNow(store, sync, { clock: own, time }, queueId),
      },
      blobs: new Blobs(),
      staffPins: () => undefined,
      restart: () => undefined,
      newId: idMaker(time, random),
      now: time.now,
      log: silent,
      tell: this.#onEvent,
    };
    this.#life = { store, tools, nudge: () => nudge(), isOver: false, fuse: 0, skew: 0, losesCommits: false };
    tellUnfinishedPrints({ store, now: time.now });
    const sync = startSync({
      store,
      client,
      clock: own,
      time,
      chance: () => draw(1_000) / 1_000,
      rhythm: RHYTHM,
      reporter: () => ({
        appVersion: '0.1.0',
        state: 'in-service',
        lastPaintAt: '2026-11-23T09:00:00+08:00',
        devices: [],
        consumables: [],
        services: [],
      }),
      onCommand: () => undefined,
    });
    nudge = sync.nudge;
  }

  /** The power goes at the so-manieth look at the clock from now. */
  cutPowerIn(looks: number): void {
    if (this.#life) this.#life.fuse = looks;
  }

  /** With the next power cut all is gone that the database of records takes in from now on. */
  willLoseCommits(): void {
    if (!this.isOn || !this.#life) return;
    this.disk.remember();
    this.#life.losesCommits = true;
  }

  setSkew(milliseconds: number): void {
    if (this.#life) this.#life.skew = milliseconds;
  }

  /** After a power cut: what was open is let go of, as a process that ends does. True when there was anything to do. */
  bury(): boolean {
    if (!this.#life?.isOver) return false;
    this.disk.cut();
    this.#life.store.close();
    if (this.#life.losesCommits && this.disk.fallBack()) this.hasLostCommits = true;
    this.#life = undefined;
    return true;
  }

  /** The slip is handed back. `false`: nothing came of it. */
  giveBack(ticketId: string): boolean {
    try {
      return this.#life?.store.voidTicket(ticketId, 'slip not printed') ?? false;
    } catch (error) {
      if (error instanceof PowerCut) return false;
      throw error;
    }
  }

  put(bytes: Uint8Array): string {
    return this.#life?.tools.blobs.put({ mediaType: 'application/pdf', bytes }) ?? '';
  }

  /** What the session would have performed. Nothing comes of it when the power goes meanwhile. */
  async perform(effect: Effect): Promise<void> {
    const life = this.#life;
    if (!life || life.isOver) return;
    if (effect.do === 'cancel' || effect.do === 'drop' || effect.do === 'wipe') return;
    const perform = performers[effect.do] as Perform<Effect['do']>;
    try {
      await perform(effect, life.tools, new AbortController().signal);
    } catch (error) {
      if (!(error instanceof PowerCut)) throw error;
    }
  }
}
