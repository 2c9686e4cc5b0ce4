import { createBirpc } from 'birpc';
import { type EventPayload, events, type RendererEvents } from '../contract/events.ts';
import { type CoreProcedures, type ProcedureName, procedures } from '../contract/procedures.ts';
import { WireFrame } from '../contract/wire.ts';
import type { Blobs } from './blobs.ts';
import type { PageCameras } from './page-cameras.ts';
import type { Runner } from './session/runner.ts';

/** What is shown, and who is told of touches. */
export type Shown = Pick<Runner, 'snapshot' | 'tell' | 'reveal' | 'onSnapshot'>;

/** One connection to a renderer: frames both ways, whatever carries them. */
export type WirePort = {
  readonly post: (frame: unknown) => void;
  readonly onFrame: (listener: (frame: unknown) => void) => void;
  readonly onClose: (listener: () => void) => void;
  readonly close: () => void;
};

export type WireServer = {
  /** The newest connection replaces the one before. */
  connect(port: WirePort): void;
  /** When the renderer last said that it painted. Milliseconds since 1970. */
  lastPaintAt(): number | undefined;
};

const checked = (table: CoreProcedures): CoreProcedures =>
  Object.fromEntries(
    (Object.keys(procedures) as ProcedureName[]).map((name) => [
      name,
      async (input: unknown): Promise<unknown> => {
        const handler = table[name] as (input: unknown) => Promise<unknown>;
        return procedures[name].output.parse(await handler(procedures[name].input.parse(input)));
      },
    ]),
  ) as CoreProcedures;

const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

/** What the core answers to a renderer, and the snapshots that it is told. Everything that crosses is checked. */
export const wireServer = (
  runner: Shown,
  blobs: Blobs,
  cameras: PageCameras,
  now: () => number,
): WireServer => {
  let paintedAt: number | undefined;
  let current: WirePort | undefined;
  let send: ((snapshot: EventPayload<'snapshot'>) => void) | undefined;

  const table = checked({
    hello: async () => runner.snapshot(),
    intend: async (intent) => {
      runner.tell({ kind: 'intent', intent });
      return null;
    },
    blob: async ({ handle }) => {
      const blob = blobs.get(handle);
      if (blob === undefined) return null;
      const shown = blob.preview ?? blob;
      return { mediaType: shown.mediaType, base64: base64(shown.bytes) };
    },
    reveal: async ({ ref }) => {
      const text = runner.reveal(ref);
      return text === undefined ? null : { text };
    },
    painted: async () => {
      paintedAt = now();
      return null;
    },
    cameras: async (told) => ({ use: cameras.tell(told) }),
    captured: async (answer) => {
      cameras.take(answer);
      return null;
    },
  });

  runner.onSnapshot((snapshot) => send?.(events.snapshot.parse(snapshot)));

  return {
    lastPaintAt: () => paintedAt,
    connect: (port) => {
      current?.close();
      current = port;
      const rpc = createBirpc<RendererEvents, CoreProcedures>(table, {
        post: port.post,
        on: (listener) =>
          port.onFrame((frame) => {
            if (WireFrame.safeParse(frame).success) listener(frame);
            else port.close();
          }),
        onGeneralError: () => true,
      });
      send = (snapshot) => void rpc.$callEvent('snapshot', snapshot);
      const noCameras = cameras.connect(
        (order) => void rpc.$callEvent('capture', events.capture.parse(order)),
      );
      port.onClose(() => {
        rpc.$close();
        noCameras();
        if (current !== port) return;
        current = undefined;
        send = undefined;
      });
    },
  };
};
