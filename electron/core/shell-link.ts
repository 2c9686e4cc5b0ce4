import type { WirePort } from './wire-server.ts';

/** What the shell tells the core, and the core its shell. The same words over Electron's port and Node's IPC. */
export type ToCore =
  /** Electron only: comes with one MessagePort. */
  | { readonly kind: 'port' }
  | { readonly kind: 'key'; readonly base64: string }
  | { readonly kind: 'stop' }
  /** Web shell only: a WebSocket, by number. */
  | { readonly kind: 'wire-open'; readonly wire: number }
  | { readonly kind: 'wire-frame'; readonly wire: number; readonly frame: unknown }
  | { readonly kind: 'wire-close'; readonly wire: number }
  | {
      readonly kind: 'bench';
      readonly id: number;
      readonly method: string;
      readonly path: string;
      readonly body: unknown;
    };

export type ToShell =
  | { readonly kind: 'ready' }
  | { readonly kind: 'need-key' }
  | { readonly kind: 'health'; readonly health: object }
  | { readonly kind: 'wire-frame'; readonly wire: number; readonly frame: unknown }
  | { readonly kind: 'wire-close'; readonly wire: number; readonly replaced: boolean }
  | {
      readonly kind: 'bench-answer';
      readonly id: number;
      readonly status: number;
      readonly mediaType: string;
      readonly base64: string;
    };

export type ShellLink = {
  send(message: ToShell): void;
  onMessage(listener: (message: ToCore) => void): void;
  onWire(listener: (port: WirePort) => void): void;
};

/** Electron's MessagePort as seen in a utility process. */
type ElectronPort = {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
  start(): void;
  close(): void;
};
type ParentPort = {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: ToCore; ports: ElectronPort[] }) => void): void;
};

const overElectron = (parent: ParentPort): ShellLink => {
  let take: (port: WirePort) => void = () => undefined;
  let tell: (message: ToCore) => void = () => undefined;
  parent.on('message', ({ data, ports }) => {
    const [port] = ports;
    if (data.kind !== 'port' || port === undefined) {
      tell(data);
      return;
    }
    take({
      post: (frame) => port.postMessage(frame),
      onFrame: (listener) => {
        port.on('message', (event) => listener(event.data));
        port.start();
      },
      onClose: (listener) => port.on('close', listener),
      close: () => port.close(),
    });
  });
  return {
    send: (message) => parent.postMessage(message),
    onMessage: (listener) => {
      tell = listener;
    },
    onWire: (listener) => {
      take = listener;
    },
  };
};

const overIpc = (): ShellLink => {
  const wires = new Map<number, { frame: (frame: unknown) => void; close: () => void }>();
  let take: (port: WirePort) => void = () => undefined;
  let tell: (message: ToCore) => void = () => undefined;
  const send = (message: ToShell): void => {
    if (process.connected) process.send?.(message);
  };
  const open = (wire: number): void => {
    const ends = { frame: (_frame: unknown): void => undefined, close: (): void => undefined };
    wires.set(wire, ends);
    take({
      post: (frame) => send({ kind: 'wire-frame', wire, frame }),
      onFrame: (listener) => {
        ends.frame = listener;
      },
      onClose: (listener) => {
        ends.close = listener;
      },
      close: () => {
        if (wires.delete(wire)) send({ kind: 'wire-close', wire, replaced: true });
      },
    });
  };
  process.on('message', (message: ToCore) => {
    switch (message.kind) {
      case 'wire-open':
        return open(message.wire);
      case 'wire-frame':
        return wires.get(message.wire)?.frame(message.frame);
      case 'wire-close':
        wires.get(message.wire)?.close();
        wires.delete(message.wire);
        return;
      default:
        return tell(message);
    }
  });
  return {
    send,
    onMessage: (listener) => {
      tell = listener;
    },
    onWire: (listener) => {
      take = listener;
    },
  };
};

/** The link to whichever shell has started this process. */
export const shellLink = (): ShellLink => {
  const parent = (process as unknown as { parentPort?: ParentPort }).parentPort;
  return parent === undefined ? overIpc() : overElectron(parent);
};
