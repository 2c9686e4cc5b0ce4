import { createServer, type Socket } from 'node:net';

/** A code scanner at the other end of a line: what is held under it comes as text and a carriage return. */
export type CodeLine = { readonly at: string; scan(text: string): void; close(): Promise<void> };

export const startCodeLine = async (): Promise<CodeLine> => {
  const connections = new Set<Socket>();
  const server = createServer((socket) => {
    connections.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => connections.delete(socket));
  });
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    }),
  );
  return {
    at: `tcp://127.0.0.1:${port}`,
    scan: (text) => {
      for (const socket of connections) socket.write(`${text}\r`);
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of connections) socket.destroy();
        server.close(() => resolve());
      }),
  };
};
