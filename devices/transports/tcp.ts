import { connect as connectSocket } from 'node:net';
import type { ByteTransport } from './transport.ts';
import { type Connect, nextTurn, WireTransport } from './wire.ts';

export type TcpOptions = {
  readonly host: string;
  readonly port: number;
  /** Milliseconds for the three-way handshake. Default 5000. */
  readonly connectTimeout?: number;
  /** Milliseconds of silence before the system probes the peer. Default 10 000. A pulled cable says nothing by itself. */
  readonly keepAliveDelay?: number;
  readonly writeTimeout?: number;
};

const connectTo =
  (options: TcpOptions): Connect =>
  (events, signal) =>
    new Promise((resolve, reject) => {
      const timeout = options.connectTimeout ?? 5000;
      const socket = connectSocket({
        host: options.host,
        port: options.port,
        noDelay: true,
        keepAlive: true,
        keepAliveInitialDelay: options.keepAliveDelay ?? 10_000,
      });
      const gone = new Promise<void>((done) => socket.once('close', () => done()));
      let failure = 'the far side closed the connection';
      let handedOver = false;
      const giveUp = (why: string) => {
        failure = why;
        socket.destroy();
      };
      const onAbort = () => giveUp('opening was cancelled');
      const timer = setTimeout(() => giveUp(`no connection within ${timeout} ms`), timeout);
      signal.addEventListener('abort', onAbort, { once: true });
      const connectingIsOver = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
      };
      socket.on('error', (error) => {
        failure = error.message || String(error);
      });
      socket.on('data', (bytes) => events.data(bytes));
      // `allowHalfOpen` is off, so an `end` from the peer leads to `close` by itself.
      socket.on('close', () => {
        connectingIsOver();
        if (handedOver) events.lost(failure);
        else reject(new Error(failure));
      });
      socket.once('connect', () => {
        connectingIsOver();
        handedOver = true;
        resolve({
          write: (bytes) =>
            new Promise((done, fail) => socket.write(bytes, (error) => (error ? fail(error) : done()))),
          discardInput: nextTurn,
          close: () => {
            socket.destroy();
            return gone;
          },
        });
      });
    });

/** A device behind a network port or a serial server: raw bytes, no telnet. */
export const tcpTransport = (options: TcpOptions): ByteTransport =>
  new WireTransport(
    `tcp://${options.host.includes(':') ? `[${options.host}]` : options.host}:${options.port}`,
    connectTo(options),
    { ...(options.writeTimeout === undefined ? {} : { writeTimeout: options.writeTimeout }) },
  );
