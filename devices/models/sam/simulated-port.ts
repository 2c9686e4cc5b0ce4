import { createServer, type Socket } from 'node:net';
import type { SamSimulator } from './simulator.ts';

export type ServedSimulator = { readonly port: number; close(): Promise<void> };

/** Puts the simulator behind a port of the loopback interface, as a serial server would. `unplug` cuts connections and refuses new ones. */
export const serveTcp = async (simulator: SamSimulator, port = 0): Promise<ServedSimulator> => {
  const sockets = new Set<Socket>();
  let plugged = true;
  const unplug = () => {
    plugged = false;
    for (const socket of sockets) socket.resetAndDestroy();
  };
  const plug = () => {
    plugged = true;
  };
  const server = createServer((socket) => {
    if (!plugged) {
      socket.resetAndDestroy();
      return;
    }
    sockets.add(socket);
    const detach = simulator.attach({
      write: (bytes) => socket.writable && socket.write(bytes),
      onData: (listener) => {
        socket.on('data', listener);
        return () => socket.off('data', listener);
      },
      unplug,
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      detach();
      sockets.delete(socket);
    });
  });
  // Stays known to the simulator when no connection is left, so that it can be plugged in again.
  const detachPlug = simulator.attach({
    write: () => undefined,
    onData: () => () => undefined,
    plug,
    unplug,
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return {
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        detachPlug();
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};
