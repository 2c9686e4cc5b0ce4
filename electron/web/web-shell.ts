import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { LARGEST_STILL_BASE64 } from '../contract/cameras.ts';
import { contentSecurityPolicy } from '../contract/content-security-policy.ts';
import { REFUSED_CODE, REPLACED_CODE } from '../contract/wire.ts';
import { CoreChild } from './core-child.ts';
import { serveFile } from './static-files.ts';

export type WebShellOptions = {
  /** The core's program, and the folder of the built renderer. */
  readonly core: string;
  readonly renderer: string;
  readonly config: string;
  readonly dataDir: string;
  /** Loopback only; 0 takes any free one. */
  readonly port: number;
  /** The demo's stand-in central system, as the bench may handle it. */
  readonly central?: { act(deed: unknown): Promise<boolean>; state(): object };
  readonly onReady: (url: string) => void;
  /** The core refused to start; everything is closed. */
  readonly onRefused: (status: number) => void;
};

export type WebShell = { readonly url: string; stop(): Promise<void> };

/** How long a connection may wait with its key. */
const keyPatience = 5_000;
const largestBody = 1_000_000;
/** A still picture of a document camera is the largest frame; the rest is its envelope. */
const largestFrame = LARGEST_STILL_BASE64 + 10_000;

const sameKey = (given: unknown, key: string): boolean => {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return typeof given === 'string' && timingSafeEqual(digest(given), digest(key));
};

/** Undefined for what is no address: anybody on this machine may send anything. */
const pathOf = ({ url = '/' }: IncomingMessage): string | undefined =>
  URL.canParse(url, 'http://kiosk') ? new URL(url, 'http://kiosk').pathname : undefined;

const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
};

/**
 * The shell without Electron: serves the built renderer and one WebSocket on loopback. Who has no key, or comes from a
 * foreign page or under a foreign name, gets nothing.
 */
export const startWebShell = async (options: WebShellOptions): Promise<WebShell> => {
  const key = randomBytes(24).toString('base64url');
  const sockets = new Map<number, WebSocket>();
  let wires = 0;
  let port = 0;
  let announced = false;

  const ownHosts = (): readonly string[] => [`127.0.0.1:${port}`, `localhost:${port}`];
  const isOwn = (request: IncomingMessage): boolean => {
    const { host, origin } = request.headers;
    if (host === undefined || !ownHosts().includes(host)) return false;
    return origin === undefined || ownHosts().some((own) => origin === `http://${own}`);
  };

  const core = new CoreChild(options.core, ['--config', options.config, '--data', options.dataDir], {
    ready: () => {
      if (announced) return;
      announced = true;
      options.onReady(url());
    },
    frame: (wire, frame) => sockets.get(wire)?.send(JSON.stringify(frame)),
    closeWire: (wire, replaced) => {
      sockets.get(wire)?.close(replaced ? REPLACED_CODE : 1011);
      sockets.delete(wire);
    },
    // The pages connect again by themselves, and find the new core.
    lost: () => {
      for (const socket of sockets.values()) socket.close(1012);
      sockets.clear();
    },
    refused: (status) => void stop().then(() => options.onRefused(status)),
  });

  const headers = (): Record<string, string> => ({
    'content-security-policy': contentSecurityPolicy(
      ownHosts()
        .map((host) => `ws://${host}`)
        .join(' '),
    ),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  });

  const json = (response: ServerResponse, status: number, value: unknown): void => {
    response.writeHead(status, {
      ...headers(),
      'content-type': 'application/json',
      'cache-control': 'no-store',
    });
    response.end(JSON.stringify(value));
  };

  const bench = async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    if (!sameKey(request.headers['x-kiosk-key'], key))
      return json(response, 403, { error: 'the key is missing or wrong' });
    const method = request.method ?? 'GET';
    const body = method === 'POST' ? await bodyOf(request) : undefined;
    if (path === 'central') {
      const known = options.central !== undefined && (await options.central.act(body));
      return json(response, known ? 200 : 404, known ? options.central?.state() : { error: 'no such deed' });
    }
    const reply = await core.bench(method, path, body);
    if (path === 'state' && reply.status === 200) {
      const state: unknown = JSON.parse(reply.bytes.toString('utf8'));
      return json(response, 200, { ...(state as object), central: options.central?.state() ?? null });
    }
    response.writeHead(reply.status, {
      ...headers(),
      'content-type': reply.mediaType,
      'cache-control': 'no-store',
    });
    response.end(reply.bytes);
  };

  /** A kiosk with nothing but real devices has no bench. */
  const benchPage = async (response: ServerResponse): Promise<void> => {
    const { status, bytes } = await core.bench('GET', 'state', undefined);
    if (status === 503) return json(response, status, { error: 'the core is gone' });
    const { devices = {} } =
      status === 200 ? (JSON.parse(bytes.toString('utf8')) as { devices?: object }) : {};
    if (Object.keys(devices).length === 0) return json(response, 404, { error: 'no simulated device' });
    serveFile(options.renderer, 'bench/index.html', headers(), response);
  };

  const server = createServer((request, response) => {
    if (!isOwn(request)) return json(response, 403, { error: 'foreign host or origin' });
    const path = pathOf(request);
    if (path === undefined) return json(response, 400, { error: 'no address' });
    if (path === '/healthz') return json(response, 200, core.health);
    if (path === '/bench' || path === '/bench/') return void benchPage(response);
    if (path.startsWith('/bench/') && !path.startsWith('/bench/assets/'))
      return void bench(request, response, path.slice(7));
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return json(response, 405, { error: 'GET only' });
    serveFile(options.renderer, path === '/' ? 'index.html' : path.slice(1), headers(), response);
  });

  const gate = new WebSocketServer({ noServer: true, maxPayload: largestFrame });
  server.on('upgrade', (request, socket, head) => {
    if (!isOwn(request) || request.headers.origin === undefined || pathOf(request) !== '/wire') {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    gate.handleUpgrade(request, socket, head, (opened) => admit(opened));
  });

  const admit = (socket: WebSocket): void => {
    const patience = setTimeout(() => socket.close(REFUSED_CODE), keyPatience);
    socket.on('error', () => undefined);
    socket.once('message', (first) => {
      clearTimeout(patience);
      const given = parsed(String(first));
      if (typeof given !== 'object' || given === null || !('key' in given) || !sameKey(given.key, key)) {
        socket.close(REFUSED_CODE);
        return;
      }
      wires += 1;
      const wire = wires;
      sockets.set(wire, socket);
      socket.on('message', (text) => core.send({ kind: 'wire-frame', wire, frame: parsed(String(text)) }));
      socket.on('close', () => {
        if (sockets.delete(wire)) core.send({ kind: 'wire-close', wire });
      });
      if (!core.send({ kind: 'wire-open', wire })) socket.close(1012);
    });
    socket.on('close', () => clearTimeout(patience));
  };

  const url = (): string => `http://127.0.0.1:${port}/#${key}`;
  const stop = async (): Promise<void> => {
    for (const socket of gate.clients) socket.terminate();
    server.close();
    server.closeAllConnections();
    await core.stop();
  };

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  port = (server.address() as AddressInfo).port;
  core.start();
  return { url: url(), stop };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
