import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBirpc } from 'birpc';
import { afterEach } from 'vitest';
import { type Clock, systemClock } from '../../../devices/transports/transport.ts';
import type { RendererEvents } from '../../../electron/contract/events.ts';
import type { FieldValue } from '../../../electron/contract/field-value.ts';
import type { Action } from '../../../electron/contract/intents.ts';
import type { CoreProcedures } from '../../../electron/contract/procedures.ts';
import type { ScreenName, ScreenOf } from '../../../electron/contract/screens.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { parseConfig } from '../../../electron/core/config.ts';
import { type Kiosk, openKiosk } from '../../../electron/core/kiosk.ts';
import { openLog } from '../../../electron/core/log/logger.ts';
import { type Central, startCentral } from '../../central/server.ts';

/** Monday, 10:00 in Hangzhou, whenever the test runs; time goes this much faster than outside. */
const morning = Date.parse('2026-11-23T10:00:00+08:00');
const pace = 4;

export type Hall = {
  readonly central: Central;
  readonly clock: Clock;
  /** For everybody here it is so much later from now on; what is waited for takes as long as before. */
  passes(milliseconds: number): void;
};

let endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.reverse()) await end();
  endings = [];
});

const root = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export const dataFolder = (): string => {
  const dir = mkdtempSync(join(root, 'kiosk-test-'));
  endings.push(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
};

export const openHall = async (): Promise<Hall> => {
  const began = performance.now();
  let passed = 0;
  const clock: Clock = {
    now: () => Math.floor(morning + passed + (performance.now() - began) * pace),
    after: (milliseconds, callback) => systemClock.after(milliseconds / pace, callback),
  };
  const central = await startCentral({ clock: () => new Date(clock.now()) });
  endings.push(() => central.close());
  const passes = (milliseconds: number): void => {
    passed += milliseconds;
  };
  return { central, clock, passes };
};

/** A person at a kiosk that is whole but for its window: every part real, the devices simulated. */
export class KioskBench {
  readonly kiosk: Kiosk;
  /** What the log was told, line by line. */
  readonly lines: string[];
  readonly #core: CoreProcedures;
  #stopped = false;

  private constructor(kiosk: Kiosk, lines: string[]) {
    this.kiosk = kiosk;
    this.lines = lines;
    // The renderer's end of the wire, without a renderer: it asks, and draws nothing.
    const toCore: ((frame: unknown) => void)[] = [];
    let fromCore: (frame: unknown) => void = () => undefined;
    kiosk.connect({
      post: (frame) => queueMicrotask(() => fromCore(frame)),
      onFrame: (listener) => toCore.push(listener),
      onClose: () => undefined,
      close: () => undefined,
    });
    this.#core = createBirpc<CoreProcedures, RendererEvents>(
      { snapshot: () => undefined, capture: () => undefined },
      {
        post: (frame) =>
          queueMicrotask(() => {
            for (const tell of toCore) tell(frame);
          }),
        on: (listener) => {
          fromCore = listener;
        },
      },
    );
  }

  static async open(
    hall: Hall,
    dataDir: string,
    storageKey = new Uint8Array(32).fill(7),
    id = 'HZ-XH-0012',
  ): Promise<KioskBench> {
    const simulated = (driver: string): object => ({ driver, at: 'simulated:' });
    const parsed = parseConfig(
      JSON.stringify({
        kiosk: { id, hall: '西湖区政务服务中心' },
        central: { url: hall.central.url, token: hall.central.token },
        storage: { key: { from: 'development' } },
        devices: {
          idReader: simulated('sam'),
          ticketPrinter: simulated('escpos'),
          documentPrinter: simulated('ipp'),
          scanner: simulated('escl'),
        },
      }),
      { base: dataDir, packaged: false },
    );
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
    const lines: string[] = [];
    const log = openLog({ level: 'info', clock: hall.clock, write: (line) => void lines.push(line) });
    const parts = { storageKey, dataDir, clock: hall.clock, log: log.logger, restart: () => undefined };
    const kiosk = await openKiosk({ config: parsed.config, ...parts });
    const bench = new KioskBench(kiosk, lines);
    endings.push(() => bench.stop());
    await kiosk.ready;
    return bench;
  }

  /** Another kiosk of the same hall: data, key and token are its own. */
  static beside(hall: Hall, id: string): Promise<KioskBench> {
    const central = { ...hall.central, token: hall.central.addKiosk(id) };
    return KioskBench.open({ ...hall, central }, dataFolder(), new Uint8Array(32).fill(id.length), id);
  }

  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    await this.kiosk.stop();
  }

  get snapshot(): Snapshot {
    return this.kiosk.runner.snapshot();
  }

  /** Resolves with the snapshot as soon as it is so. */
  until(isSo: (snapshot: Snapshot) => boolean): Promise<Snapshot> {
    return new Promise((resolve) => {
      if (isSo(this.snapshot)) return resolve(this.snapshot);
      const forget = this.kiosk.runner.onSnapshot((snapshot) => {
        if (!isSo(snapshot)) return;
        forget();
        resolve(snapshot);
      });
    });
  }

  async sees<N extends ScreenName>(
    name: N,
    isSo: (screen: ScreenOf<N>) => boolean = () => true,
  ): Promise<ScreenOf<N>> {
    const { screen } = await this.until((at) => at.screen.name === name && isSo(at.screen as ScreenOf<N>));
    return screen as ScreenOf<N>;
  }

  #here(): { screenId: number } {
    return { screenId: this.snapshot.screenId };
  }

  async arrives(): Promise<void> {
    await this.#core.intend({ kind: 'wake', ...this.#here() });
  }

  async touch(id: string): Promise<void> {
    await this.#core.intend({ kind: 'choose', id, ...this.#here() });
  }

  async act(action: Action): Promise<void> {
    await this.#core.intend({ kind: 'act', action, ...this.#here() });
  }

  async type(fields: Readonly<Record<string, FieldValue>>): Promise<void> {
    for (const [field, value] of Object.entries(fields))
      await this.#core.intend({ kind: 'set-field', field, value, ...this.#here() });
  }

  /** Bytes that a screen shows, as the renderer gets them. */
  blob(handle: string): Promise<{ mediaType: string; base64: string } | null> {
    return this.#core.blob({ handle });
  }

  /** The hands at the simulated hardware. */
  hands(
    role: 'idReader' | 'scanner' | 'ticketPrinter' | 'documentPrinter',
    deed: { do: string; [name: string]: unknown },
  ): void {
    if (this.kiosk.benches.get(role)?.act(deed) !== true) throw new Error(`${role} knows no ${deed.do}`);
  }

  /** What came out of the ticket printer, as text. */
  get slips(): readonly string[] {
    const slips = this.kiosk.benches.get('ticketPrinter')?.outputs?.slips?.() ?? [];
    return slips.map((slip) => {
      const text: unknown = Reflect.get(slip, 'text');
      return Array.isArray(text) ? text.join('\n') : String(text);
    });
  }
}
