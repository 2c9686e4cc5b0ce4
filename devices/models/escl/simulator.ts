/** A network scanner with a glass and a feeder, for tests, the demo and the bench. Speaks eSCL over real HTTP. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type Answer, type MechanicsOptions, ScannerMechanics } from './simulator/mechanics.ts';

export type EsclSimulatorOptions = MechanicsOptions & {
  /** Devices differ in what they put into `Location`. */
  readonly location?: 'absolute' | 'relative' | 'wrong-host';
};

export type Served = { readonly url: string; readonly close: () => Promise<void> };

/** Paper and faults are ScannerMechanics'; here it gets its address, its cable and its plug. */
export class EsclSimulator extends ScannerMechanics {
  readonly #location: 'absolute' | 'relative' | 'wrong-host';
  readonly #sockets = new Set<Socket>();
  readonly #watchers = new Set<(line: string) => void>();
  #server: Server | undefined;
  #port = 0;
  #hanging = 0;

  constructor(options: EsclSimulatorOptions = {}) {
    super(options);
    this.#location = options.location ?? 'absolute';
  }

  /** On loopback; port 0 takes a free one. Rejects when the port is taken. */
  async serve(port = 0): Promise<Served> {
    await this.#listen(port);
    return { url: `${this.#origin()}/eSCL`, close: () => this.unplug() };
  }

  /** Cuts every connection and refuses new ones. */
  async unplug(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    for (const socket of this.#sockets) socket.destroy();
    if (server !== undefined) await new Promise((resolve) => server.close(resolve));
    this.endJobs();
  }

  /** At the same address again; what lay in the feeder still does. */
  async replug(): Promise<void> {
    if (this.#server === undefined) await this.#listen(this.#port);
  }

  /** Told of each request as `POST /eSCL/ScanJobs`, before it is answered. */
  onRequest(watcher: (line: string) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Requests that still wait for an answer which never comes. */
  get hanging(): number {
    return this.#hanging;
  }

  #origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  #listen(port: number): Promise<void> {
    const server = createServer((request, response) => void this.#serveOne(request, response));
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
    this.#server = server;
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        this.#port = (server.address() as AddressInfo).port;
        resolve();
      });
    });
  }

  async #serveOne(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request);
    const [method, path] = [request.method ?? '', request.url ?? ''];
    for (const watcher of [...this.#watchers]) watcher(`${method} ${path}`);
    const answer = await this.respond({ method, path, body, url: this.#origin() });
    if (answer !== 'silence') return this.#send(answer, response);
    this.#hanging += 1;
    response.once('close', () => {
      this.#hanging -= 1;
    });
  }

  #send(answer: Exclude<Answer, 'silence'>, response: ServerResponse): void {
    const before = { absolute: this.#origin(), relative: '', 'wrong-host': 'http://localhost.invalid:8080' };
    if (answer.jobPath !== undefined) response.setHeader('Location', before[this.#location] + answer.jobPath);
    if (answer.type !== undefined) response.setHeader('Content-Type', answer.type);
    response.statusCode = answer.status;
    if (answer.body === undefined || typeof answer.body === 'string') {
      response.end(answer.body);
      return;
    }
    // Pages come in chunks, as they do from devices that scan while they send.
    const half = answer.body.length >> 1;
    response.write(answer.body.subarray(0, half));
    response.end(answer.body.subarray(half));
  }
}

const textOf = async (request: IncomingMessage): Promise<string> => {
  let text = '';
  request.setEncoding('utf8');
  try {
    for await (const chunk of request) text += String(chunk);
  } catch {
    // The client went away in the middle of its request; there is nobody left to answer.
  }
  return text;
};
