/**
 * A stand-in for the city's central system, for the demo and for tests: all calls of openapi.yaml with their full
 * meaning, every request and every answer validated, and faults to inject. It listens on loopback only.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import {
  type PersonRecord,
  type QueueLoad,
  sampleCatalogue,
  samplePeople,
  sampleQueues,
  sampleStaff,
} from './data.ts';
import { BASE_PATH, exchanges } from './exchange.ts';
import { type Faults, faultBox } from './faults.ts';
import { openUploads } from './files.ts';
import { checkAgainst } from './schema.ts';
import { type CentralState, emptyState } from './state.ts';
import type { Catalogue, Command, StaffMember } from './wire.ts';
import type { World } from './world.ts';

export type CentralOptions = {
  /** 0 (the default) takes a free port. */
  port?: number;
  /** A token that speaks for any kiosk; made up when absent. */
  token?: string;
  /** Codes for `POST /enrol` and the kiosk each is for. */
  enrolCodes?: Record<string, string>;
  /** What a kiosk that enrols is told beside its id and token; by default the hall, and this address. */
  enrolConfig?: Record<string, unknown>;
  catalogue?: Catalogue;
  people?: PersonRecord[];
  staff?: StaffMember[];
  queues?: QueueLoad[];
  /** Now; the system's clock when absent. */
  clock?: () => Date;
};

export type Central = {
  /** Base address, `http://127.0.0.1:<port>/api/v1`. */
  url: string;
  token: string;
  state: CentralState;
  faults: Faults;
  /** The person records as they stand; submissions add applications to them. */
  people: PersonRecord[];
  /** Hands out a command with every heartbeat until it is acknowledged; returns its id. */
  command(command: Omit<Command, 'id'>): string;
  /** Delivers another catalogue from now on. Throws when it does not fit openapi.yaml. */
  setCatalogue(catalogue: Catalogue): void;
  /** A token that speaks for this kiosk alone. */
  addKiosk(kioskId: string): string;
  /** Resolves as soon as `condition` holds, looked at after each request. */
  until(condition: (state: CentralState) => boolean): Promise<void>;
  /** Throws when an answer of the stand-in itself broke openapi.yaml. */
  close(): Promise<void>;
};

/** Ports below those the system gives to outgoing connections, so that one can be given up and taken again. */
const [LOWEST_PORT, HIGHEST_PORT] = [20_000, 31_999];

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

async function listenSomewhere(server: Server): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const port = LOWEST_PORT + Math.floor(Math.random() * (HIGHEST_PORT - LOWEST_PORT));
    const taken = await listen(server, port).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') throw error;
      return undefined;
    });
    if (taken !== undefined) return taken;
  }
  throw new Error('No free port on loopback');
}

function refuseMisfit(catalogue: Catalogue): void {
  const [flaw] = checkAgainst('Catalogue', catalogue);
  if (flaw) throw new Error(`The catalogue does not fit openapi.yaml: ${flaw.path} ${flaw.message}`);
}

export async function startCentral(options: CentralOptions = {}): Promise<Central> {
  const state = emptyState();
  const token = options.token ?? randomUUID();
  state.kiosks.set(token, undefined);
  for (const [code, kioskId] of Object.entries(options.enrolCodes ?? {})) state.enrolCodes.set(code, kioskId);

  let url = '';
  const world: World = {
    state,
    catalogue: options.catalogue ?? sampleCatalogue(),
    people: structuredClone(options.people ?? samplePeople()),
    staff: options.staff ?? sampleStaff(),
    queues: options.queues ?? sampleQueues(),
    now: options.clock ?? (() => new Date()),
    url: () => url,
    enrolConfig: options.enrolConfig ?? {},
  };
  refuseMisfit(world.catalogue);

  const watchers = new Set<() => void>();
  const faults = faultBox();
  const uploads = await openUploads(`${BASE_PATH}/files`, state);
  const handle = exchanges(world, faults, uploads, () => {
    for (const look of watchers) look();
  });
  const sockets = new Set<Socket>();
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    handle(request, response).catch((error: Error) => {
      state.defects.push(error.message);
      request.socket.destroy();
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const port = options.port ? await listen(server, options.port) : await listenSomewhere(server);
  url = `http://127.0.0.1:${port}${BASE_PATH}`;

  const offline = async () => {
    if (!server.listening) return;
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return {
    url,
    token,
    state,
    people: world.people,
    faults: {
      ...faults,
      offline,
      async online() {
        if (!server.listening) await listen(server, port);
      },
    },
    command(command) {
      const id = randomUUID();
      state.commands.push({ ...command, id });
      return id;
    },
    setCatalogue(catalogue) {
      refuseMisfit(catalogue);
      world.catalogue = catalogue;
    },
    addKiosk(kioskId) {
      const own = randomUUID();
      state.kiosks.set(own, kioskId);
      return own;
    },
    until(condition) {
      return new Promise((resolve) => {
        const look = () => {
          if (!condition(state)) return;
          watchers.delete(look);
          resolve();
        };
        watchers.add(look);
        look();
      });
    },
    async close() {
      await offline();
      await uploads.close();
      if (state.defects.length > 0)
        throw new Error(`The stand-in broke openapi.yaml: ${state.defects.join('; ')}`);
    },
  };
}
