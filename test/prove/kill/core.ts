import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createBirpc } from 'birpc';
import { build, isFresh } from '../../../electron/build.ts';
import type { RendererEvents } from '../../../electron/contract/events.ts';
import type { FieldValue } from '../../../electron/contract/field-value.ts';
import type { Action } from '../../../electron/contract/intents.ts';
import type { CoreProcedures } from '../../../electron/contract/procedures.ts';
import type { ScreenName, ScreenOf } from '../../../electron/contract/screens.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';

/** The core was killed: whatever was awaited of it does not come. */
export class CoreGone extends Error {
  override readonly name = 'CoreGone';
}

/** Longer than anything takes on the busiest machine, and shorter than a visit that nobody touches. Milliseconds. */
const PATIENCE = 60_000;

export const KEY = Buffer.alloc(32, 7);
const entry = fileURLToPath(new URL('../../../dist/electron/core.js', import.meta.url));
const compiled = mkdtempSync(join(tmpdir(), 'kiosk-kill-compiled-'));

/** Bundled as it is shipped, which starts faster than from source. */
export const readyCore = async (): Promise<void> => {
  if (!isFresh('core')) await build({ packaged: false, only: ['core'] });
};

type FromCore =
  | { readonly kind: 'wire-frame'; readonly frame: unknown }
  | { readonly kind: 'health'; readonly health: { readonly backlog?: { readonly records: number } } }
  | { readonly kind: 'ready' };

/** One life of a kiosk's core, spoken to through the contract as a renderer does, until somebody kills it. */
export class Core {
  readonly #child: ChildProcess;
  readonly #procedures: CoreProcedures;
  readonly #lookers = new Set<() => void>();
  readonly gone: Promise<void>;
  /** Catalogue, numbers and devices have been asked for once. */
  readonly ready: Promise<void>;
  #isGone = false;
  #snapshot: Snapshot | undefined;
  #waiting: number | undefined;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.gone = new Promise((resolve) => {
      child.once('exit', () => {
        this.#isGone = true;
        this.#look();
        resolve();
      });
    });
    let tellReady = (): void => undefined;
    this.ready = new Promise((resolve, reject) => {
      tellReady = resolve;
      // It could not be started at all; later, that it can't be spoken to any more.
      child.on('error', reject);
    });
    let take: (frame: unknown) => void = () => undefined;
    child.on('message', (message: FromCore) => {
      if (message.kind === 'wire-frame') take(message.frame);
      if (message.kind === 'ready') tellReady();
      if (message.kind === 'health') this.#waiting = message.health.backlog?.records;
      this.#look();
    });
    const send = (message: object): void => {
      if (child.connected) child.send(message, () => undefined);
    };
    this.#procedures = createBirpc<CoreProcedures, RendererEvents>(
      { snapshot: (snapshot) => this.#show(snapshot), capture: () => undefined },
      {
        post: (frame) => send({ kind: 'wire-frame', wire: 1, frame }),
        on: (listener) => {
          take = listener;
        },
        timeout: 60_000,
      },
    );
  }

  static async start(config: object, dataDir: string): Promise<Core> {
    const file = `${dataDir}.json`;
    writeFileSync(file, JSON.stringify(config));
    const child = fork(entry, ['--config', file, '--data', dataDir], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: { ...process.env, KIOSK_TEST_KEY: KEY.toString('base64'), NODE_COMPILE_CACHE: compiled },
    });
    const core = new Core(child);
    // As a shell does: a connection that comes earlier is not taken.
    await Promise.race([core.ready, core.gone]);
    if (!core.#isGone) child.send({ kind: 'wire-open', wire: 1 });
    const first = core.#procedures.hello({}).then((snapshot) => core.#show(snapshot));
    await Promise.race([first, core.gone]);
    if (core.#isGone) throw new CoreGone();
    return core;
  }

  /** For a wait on something else than the core: rejects as soon as it is gone. */
  async goes(): Promise<never> {
    await this.gone;
    throw new CoreGone();
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #show(snapshot: Snapshot): void {
    if (snapshot.version >= (this.#snapshot?.version ?? -1)) this.#snapshot = snapshot;
    this.#look();
  }

  #look(): void {
    for (const look of [...this.#lookers]) look();
  }

  #until<T>(found: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const giveUp = setTimeout(() => {
        this.#lookers.delete(look);
        reject(new Error(`nothing happens any more on ${JSON.stringify(this.#snapshot?.screen)}`));
      }, PATIENCE);
      const look = (): void => {
        const value = found();
        if (value === undefined && !this.#isGone) return;
        this.#lookers.delete(look);
        clearTimeout(giveUp);
        if (value === undefined) reject(new CoreGone());
        else resolve(value);
      };
      this.#lookers.add(look);
      look();
    });
  }

  /** Resolves as soon as one of these screens is shown, and as it is asked for. */
  sees<N extends ScreenName>(
    names: readonly N[],
    isSo: (screen: ScreenOf<N>) => boolean = () => true,
  ): Promise<ScreenOf<N>> {
    return this.#until(() => {
      const screen = this.#snapshot?.screen;
      if (screen === undefined || !names.some((name) => name === screen.name)) return undefined;
      return isSo(screen as ScreenOf<N>) ? (screen as ScreenOf<N>) : undefined;
    });
  }

  /** Nothing is left to be sent, as its health tells. */
  async drained(): Promise<void> {
    this.#waiting = undefined;
    await this.#until(() => (this.#waiting === 0 ? true : undefined));
  }

  async #intend(intent: object): Promise<void> {
    const screenId = this.#snapshot?.screenId ?? 0;
    const done = this.#procedures.intend({ ...intent, screenId } as never);
    await Promise.race([done.catch(() => undefined), this.gone]);
    if (this.#isGone) throw new CoreGone();
  }

  choose(id: string): Promise<void> {
    return this.#intend({ kind: 'choose', id });
  }

  act(action: Action): Promise<void> {
    return this.#intend({ kind: 'act', action });
  }

  type(field: string, value: FieldValue): Promise<void> {
    return this.#intend({ kind: 'set-field', field, value });
  }

  /** From wherever the one before has left it, until this journey is offered. */
  async arrives(journey: string): Promise<void> {
    for (;;) {
      const { name } = await this.sees(['attract', 'take-belongings', 'home']);
      if (name === 'home') break;
      if (name === 'attract') await this.#intend({ kind: 'wake' });
      else await this.act('confirm');
      await this.sees(['attract', 'take-belongings', 'home'], (screen) => screen.name !== name);
    }
    await this.sees(['home'], ({ choices }) =>
      choices.some(({ id, unavailable }) => id === journey && unavailable === undefined),
    );
    await this.choose(journey);
  }

  async leaves(): Promise<void> {
    await this.act('end-session');
    await this.sees(['attract', 'take-belongings']);
  }
}
