import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** What happens to one connection. `after`: bytes that still get through. */
export type LineFault =
  | { readonly kind: 'none' }
  /** Every piece is held back so long, in milliseconds. */
  | { readonly kind: 'slow'; readonly by: number }
  /** No more than so many bytes a second get to the central system. */
  | { readonly kind: 'narrow'; readonly bytesPerSecond: number }
  | { readonly kind: 'refused' }
  /** Reset before the request has gone through. */
  | { readonly kind: 'request-cut'; readonly after: number }
  /** The request goes through whole; reset when the answer comes. */
  | { readonly kind: 'answer-lost' }
  /** Part of the answer, then a reset. */
  | { readonly kind: 'answer-cut'; readonly after: number }
  /** Part of the answer, then an orderly end. */
  | { readonly kind: 'truncated'; readonly after: number }
  /** Each piece of the answer comes twice, the second a little later. */
  | { readonly kind: 'repeated'; readonly later: number }
  /** The central system hears the end of what the kiosk says right behind the request, and may still answer. */
  | { readonly kind: 'half-closed' }
  /** Everything is swallowed. */
  | { readonly kind: 'black-hole' }
  /** The request goes through; nothing comes back. */
  | { readonly kind: 'deaf' }
  /** The answer comes byte by byte, one in so many milliseconds. */
  | { readonly kind: 'trickle'; readonly every: number }
  /** Somebody in between answers himself. */
  | { readonly kind: 'answered'; readonly bytes: Buffer }
  /** Another server is at the other end. */
  | { readonly kind: 'elsewhere'; readonly port: number };

export interface FaultProxy {
  readonly port: number;
  /** Connections so far. */
  connections(): number;
  /** Bytes that kiosks have said so far. */
  said(): number;
  /** Breaks every connection that is open. */
  breakAll(): void;
  close(): Promise<void>;
}

const later = (milliseconds: number, work: () => void): void => {
  if (milliseconds <= 0) work();
  else setTimeout(work, milliseconds);
};

/** Bytes in the order they came, each held back. */
const held = (to: Socket, by: number): ((bytes: Buffer) => void) => {
  return (bytes) => later(by, () => void (to.writable && to.write(bytes)));
};

const upTo = (limit: number): ((bytes: Buffer) => { head: Buffer; isOver: boolean }) => {
  let left = limit;
  return (bytes) => {
    const head = bytes.subarray(0, left);
    left -= head.length;
    return { head, isOver: left <= 0 };
  };
};

const trickled = (to: Socket, every: number): ((bytes: Buffer) => void) => {
  let waiting = Buffer.alloc(0);
  let timer: NodeJS.Timeout | undefined;
  to.on('close', () => clearInterval(timer));
  return (bytes) => {
    if (to.destroyed) return;
    waiting = Buffer.concat([waiting, bytes]);
    timer ??= setInterval(() => {
      if (waiting.length === 0 || !to.writable) return;
      to.write(waiting.subarray(0, 1));
      waiting = waiting.subarray(1);
    }, every);
  };
};

/** How bytes pass to the central system and back, by the fault. */
const passage = (
  fault: LineFault,
  kiosk: Socket,
  central: Socket,
): { readonly there: (bytes: Buffer) => void; readonly back: (bytes: Buffer) => void } => {
  const reset = (): void => {
    kiosk.resetAndDestroy();
    central.resetAndDestroy();
  };
  const there = (bytes: Buffer): void => void (central.writable && central.write(bytes));
  const back = (bytes: Buffer): void => void (kiosk.writable && kiosk.write(bytes));
  const nothing = (): void => undefined;
  switch (fault.kind) {
    case 'slow':
      return { there: held(central, fault.by), back: held(kiosk, fault.by) };
    case 'narrow':
      return {
        back,
        there: (bytes) => {
          there(bytes);
          kiosk.pause();
          later((bytes.length * 1_000) / fault.bytesPerSecond, () => kiosk.resume());
        },
      };
    case 'request-cut': {
      const part = upTo(fault.after);
      return {
        back,
        there: (bytes) => {
          const { head, isOver } = part(bytes);
          there(head);
          // The last bytes get a moment to be on their way.
          if (isOver) later(2, reset);
        },
      };
    }
    case 'answer-lost':
      return { there, back: reset };
    case 'answer-cut':
    case 'truncated': {
      const part = upTo(fault.after);
      return {
        there,
        back: (bytes) => {
          const { head, isOver } = part(bytes);
          back(head);
          if (!isOver) return;
          if (fault.kind === 'truncated') kiosk.end();
          else later(2, reset);
        },
      };
    }
    case 'repeated':
      return {
        there,
        back: (bytes) => {
          back(bytes);
          later(fault.later, () => back(bytes));
        },
      };
    case 'half-closed':
      return {
        back,
        there: (bytes) => {
          there(bytes);
          central.end();
        },
      };
    case 'black-hole':
      return { there: nothing, back: nothing };
    case 'deaf':
      return { there, back: nothing };
    case 'trickle':
      return { there, back: trickled(kiosk, fault.every) };
    default:
      return { there, back };
  }
};

/** A kiosk that closes so soon after an answer has read it; one that gave up waiting closes later. Milliseconds. */
export const HEARD_WITHIN = 100;

/** `faultOf` is asked once for each connection, with its number from 0. `onRequest`: the first bytes of each. */
export const startFaultProxy = async (options: {
  readonly to: number;
  readonly faultOf: (connection: number) => LineFault;
  readonly onRequest?: (bytes: Buffer, fault: LineFault) => void;
  /** The request to which somebody in between answered, when his answer was surely heard. */
  readonly onHeard?: (bytes: Buffer, fault: LineFault) => void;
}): Promise<FaultProxy> => {
  const sockets = new Set<Socket>();
  let connections = 0;
  let said = 0;
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
  };
  const server: Server = createServer({ allowHalfOpen: true }, (kiosk) => {
    const fault = options.faultOf(connections);
    connections += 1;
    keep(kiosk);
    kiosk.on('data', (bytes: Buffer) => {
      said += bytes.length;
    });
    if (options.onRequest) kiosk.once('data', (bytes: Buffer) => options.onRequest?.(bytes, fault));
    if (fault.kind === 'refused') {
      kiosk.resetAndDestroy();
      return;
    }
    if (fault.kind === 'answered') {
      kiosk.once('data', (bytes: Buffer) => {
        const at = performance.now();
        kiosk.end(fault.bytes);
        kiosk.once('close', () => {
          if (performance.now() - at < HEARD_WITHIN) options.onHeard?.(bytes, fault);
        });
      });
      return;
    }
    const port = fault.kind === 'elsewhere' ? fault.port : options.to;
    const central = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
    keep(central);
    const { there, back } = passage(fault, kiosk, central);
    kiosk.on('data', there);
    central.on('data', back);
    const wait = fault.kind === 'slow' ? fault.by : fault.kind === 'repeated' ? fault.later : 0;
    const isMute = fault.kind === 'black-hole' || fault.kind === 'deaf' || fault.kind === 'trickle';
    kiosk.on('end', () => later(wait, () => central.end()));
    central.on('end', () => {
      if (!isMute) later(wait, () => kiosk.end());
    });
    kiosk.on('close', () => central.destroy());
    central.on('close', () => {
      if (!isMute) later(wait + 5, () => kiosk.destroy());
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const breakAll = (): void => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    said: () => said,
    breakAll,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      breakAll();
      await closed;
    },
  };
};
