import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../../devices/transports/transport.ts';
import { openStore, type Store } from '../../../electron/core/store/store.ts';
import { openCentralClient } from '../../../electron/core/sync/central-client.ts';
import { startSync } from '../../../electron/core/sync/sync-loop.ts';
import { seededRandom } from '../../core/support/store-facts.ts';
import { drawFrom } from '../../core/support/walk/draw.ts';
import { ours } from './certificates.ts';
import { patientClock, timeoutBy } from './patient-clock.ts';

/** Time goes so much faster than outside: half a minute without an answer is over in a second. */
export const PACE = 25;
const MORNING = Date.parse('2026-03-02T09:00:00+08:00');
const root = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export const fastClock = (pace: number): Clock => patientClock(MORNING, pace);

/** A kiosk without screen and devices: its real store on a disk in memory, its real sync over a real line. */
export class LineKiosk {
  readonly #dir = mkdtempSync(join(root, 'kiosk-line-'));
  readonly #options: {
    readonly seed: number;
    readonly url: string;
    readonly token: string;
    readonly clock: Clock;
  };
  #starts = 0;
  #running: { readonly store: Store; readonly close: () => Promise<void> } | undefined;

  constructor(options: { seed: number; url: string; token: string; clock: Clock }) {
    this.#options = options;
  }

  get store(): Store {
    if (!this.#running) throw new Error('the kiosk is switched off');
    return this.#running.store;
  }

  start(): void {
    const { seed, url, token, clock } = this.#options;
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
        // By the machine's own clock: on a busy one a handshake takes its time.
        connectWithin: 1_000,
        timeout: timeoutBy(clock),
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
