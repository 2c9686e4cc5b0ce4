import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, systemClock } from '../../../devices/transports/transport.ts';
import { openStore, type Store } from '../../../electron/core/store/store.ts';
import { openCentralClient } from '../../../electron/core/sync/central-client.ts';
import { startSync } from '../../../electron/core/sync/sync-loop.ts';
import { seededRandom } from '../../core/support/store-facts.ts';
import { drawFrom } from '../../core/support/walk/draw.ts';
import { ours } from './certificates.ts';

/** Time goes so much faster than outside: half a minute without an answer is over in a second. */
export const PACE = 25;
const MORNING = Date.parse('2026-03-02T09:00:00+08:00');
const root = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export const fastClock = (pace: number): Clock => {
  const began = performance.now();
  return {
    now: () => Math.floor(MORNING + (performance.now() - began) * pace),
    after: (milliseconds, callback) => systemClock.after(milliseconds / pace, callback),
  };
};

/** A kiosk without screen and devices: its real store on a disk in memory, its real sync over a real line. */
export class LineKiosk {
  readonly #dir = mkdtempSync(join(root, 'kiosk-line-'));
  readonly #options: {
    readonly seed: number;
    readonly url: string;
    readonly token: string;
    readonly clock: Clock;
    /** How much faster than outside its clock goes. */
    readonly pace: number;
  };
  #starts = 0;
  #running: { readonly store: Store; readonly close: () => Promise<void> } | undefined;

  constructor(options: { seed: number; url: string; token: string; clock: Clock; pace: number }) {
    this.#options = options;
  }

  get store(): Store {
    if (!this.#running) throw new Error('the kiosk is switched off');
    return this.#running.store;
  }

  start(): void {
    const { seed, url, token, clock, pace } = this.#options;
    this.#starts += 1;
    const store = openStore({
      dir: this.#dir,
      key: Buffer.alloc(32, 7),
      clock,
      random: seededRandom(`${seed} ${this.#starts}`),
      kioskId: 'HZ-XH-0012',
      timezone: 'Asia/Shanghai',
    });
    const draw = drawFrom(seed);
    const sync = startSync({
      store,
      client: openCentralClient({
        url,
        token,
        ca: ours.cert,
        now: () => clock.now(),
        connectWithin: 5_000 / pace,
        timeout: (milliseconds) => AbortSignal.timeout(Math.ceil(milliseconds / pace)),
      }),
      clock,
      chance: () => draw(1_000) / 1_000,
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
    const close = async (): Promise<void> => {
      await sync.close();
      store.close();
    };
    this.#running = { store, close };
  }

  async stop(): Promise<void> {
    await this.#running?.close();
    this.#running = undefined;
  }

  async restart(): Promise<void> {
    await this.stop();
    this.start();
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.#dir, { recursive: true, force: true });
  }
}
