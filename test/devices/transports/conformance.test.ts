import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { memoryPair } from '../../../devices/transports/memory.ts';
import { serialTransport } from '../../../devices/transports/serial.ts';
import { tcpTransport } from '../../../devices/transports/tcp.ts';
import type { ByteTransport } from '../../../devices/transports/transport.ts';
import { describeTransport, type TransportRig } from '../conformance/byte-transport.ts';
import { Heard } from '../support/events.ts';
import { ptyPair } from '../support/pty.ts';

/** The far side's ears. */
const ears = () => {
  const heard = new Heard<Uint8Array>();
  const received = () => Uint8Array.from(heard.all.flatMap((chunk) => [...chunk]));
  return {
    listen: heard.listen,
    received,
    receivedAtLeast: async (count: number) => {
      await heard.until((all) => all.reduce((sum, chunk) => sum + chunk.length, 0) >= count);
    },
  };
};

const farEnd = (transport: ByteTransport) => {
  const { listen, received, receivedAtLeast } = ears();
  transport.onData(listen);
  return { received, receivedAtLeast, send: (bytes: Uint8Array) => transport.write(bytes) };
};

describeTransport('memory', async (): Promise<TransportRig> => {
  const pair = memoryPair();
  await pair.device.open();
  return {
    transport: pair.host,
    ...farEnd(pair.device),
    die: async () => pair.unplug(),
    comeBack: async () => {
      pair.plug();
      await pair.device.open();
    },
    close: () => pair.device.close(),
  };
});

describeTransport('tcp', async (): Promise<TransportRig> => {
  const { listen, received, receivedAtLeast } = ears();
  const sockets = new Set<Socket>();
  const connected = new Heard<Socket>();
  const makeServer = () =>
    createServer((socket) => {
      sockets.add(socket);
      socket.on('data', listen);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
      connected.listen(socket);
    });
  let server = makeServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const die = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    await connected.until((all) => all.length > 0);
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return {
    transport: tcpTransport({ host: '127.0.0.1', port }),
    received,
    receivedAtLeast,
    send: async (bytes) => {
      await connected.until(() => sockets.size > 0);
      for (const socket of sockets) socket.write(bytes);
    },
    die,
    comeBack: async () => {
      server = makeServer();
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
});

describeTransport('serial', async (): Promise<TransportRig> => {
  const pty = await ptyPair();
  const far = serialTransport(pty.far, { baudRate: 115_200 });
  await far.open();
  return {
    transport: serialTransport(pty.near, { baudRate: 115_200 }),
    ...farEnd(far),
    die: pty.cut,
    comeBack: async () => {
      await far.close();
      await pty.join();
      await far.open();
    },
    close: async () => {
      await far.close();
      await pty.close();
    },
  };
});
