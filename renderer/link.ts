import { REFUSED_CODE, REPLACED_CODE, WireFrame } from '../electron/contract/wire.ts';

/** Why a link ended for good, or that it may be tried again. */
export type Ending = 'lost' | 'replaced' | 'refused';

export type Link = {
  post: (frame: unknown) => void;
  on: (listener: (frame: unknown) => void) => void;
};

export type LinkEvents = { opened: () => void; closed: (why: Ending) => void };
/** Tries once; tells `opened` when frames may be sent, `closed` at most once. */
export type Opener = (events: LinkEvents) => Link;

/** Whatever is not a frame is dropped with the connection. */
const whole = (frame: unknown): boolean => WireFrame.safeParse(frame).success;

/** The ports that the window hands over: each new one replaces the one before (the core has been started again). */
export type Ports = { next: (take: (port: MessagePort) => void) => void };

/** The preload posts `{ kind: 'kiosk-port' }` to the window itself, with the port. */
export const windowPorts = (page: Window): Ports => {
  let waiting: MessagePort | undefined;
  let taker: ((port: MessagePort) => void) | undefined;
  page.addEventListener('message', (event: MessageEvent<unknown>) => {
    const [port] = event.ports;
    const { data } = event;
    const meant = typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'kiosk-port';
    if (event.source !== page || !meant || !port) return;
    if (taker) taker(port);
    else waiting = port;
    taker = undefined;
  });
  return {
    next: (take) => {
      if (waiting) take(waiting);
      else taker = take;
      waiting = undefined;
    },
  };
};

/** The shell's port: frames are structured clones. */
export const overPort =
  (ports: Ports): Opener =>
  ({ opened, closed }) => {
    let listener: (frame: unknown) => void = () => undefined;
    let current: MessagePort | undefined;
    ports.next((port) => {
      current = port;
      port.onmessage = ({ data }) => {
        if (whole(data)) return listener(data);
        port.close();
        closed('lost');
      };
      port.addEventListener('close', () => closed('lost'));
      port.start();
      queueMicrotask(opened);
    });
    return {
      post: (frame) => current?.postMessage(frame),
      on: (next) => {
        listener = next;
      },
    };
  };

const endings: Record<number, Ending> = { [REPLACED_CODE]: 'replaced', [REFUSED_CODE]: 'refused' };

/** Loopback WebSocket: the key first, then frames as JSON text. */
export const overSocket =
  (address: string, key: string): Opener =>
  ({ opened, closed }) => {
    let listener: (frame: unknown) => void = () => undefined;
    const socket = new WebSocket(address);
    socket.onopen = () => {
      socket.send(JSON.stringify({ key }));
      opened();
    };
    socket.onclose = ({ code }) => closed(endings[code] ?? 'lost');
    socket.onmessage = ({ data }) => {
      const frame = parsed(data);
      if (whole(frame)) listener(frame);
      else socket.close();
    };
    return {
      post: (frame) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
      },
      on: (next) => {
        listener = next;
      },
    };
  };

const parsed = (data: unknown): unknown => {
  if (typeof data !== 'string') return undefined;
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
};
