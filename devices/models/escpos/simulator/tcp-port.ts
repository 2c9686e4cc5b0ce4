import { createServer, type Socket } from 'node:net';
import type { EscposSimulator } from '../simulator.ts';

export type TcpPrinter = {
  readonly port: number;
  /** `tcp://host:port`, as in a configuration. */
  readonly address: string;
  /** Pulls the network cable: connections break, new ones are refused. */
  unplug(): Promise<void>;
  /** Puts it back, on the same port. */
  plug(): Promise<void>;
  close(): Promise<void>;
};

/** Puts a simulated printer on a TCP port of this computer (raw bytes, as on port 9100). 0: any free port. */
export const serveTcp = async (
  simulator: EscposSimulator,
  port = 0,
  host = '127.0.0.1',
): Promise<TcpPrinter> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const line = simulator.attach((bytes) => socket.write(bytes));
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('data', (bytes) => line.receive(bytes));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      line.detach();
    });
  });
  const listen = (on: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(on, host, () => {
        server.off('error', reject);
        resolve();
      });
    });
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  await listen(port);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return {
    port: address.port,
    address: `tcp://${host}:${address.port}`,
    unplug: stop,
    plug: () => listen(address.port),
    close: stop,
  };
};
