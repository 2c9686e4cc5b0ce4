import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/** A file of the built renderer, which lies in `root`; 404 for what is not there or lies elsewhere. */
export const serveFile = (
  root: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  response: ServerResponse,
): void => {
  try {
    const file = normalize(join(root, decodeURIComponent(path)));
    if (!file.startsWith(root + sep)) throw new Error('outside');
    const bytes = readFileSync(file);
    response.writeHead(200, {
      ...headers,
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'cache-control': /-[\w-]{8}\.\w+$/.test(file) ? 'max-age=31536000, immutable' : 'no-cache',
    });
    response.end(bytes);
  } catch {
    response.writeHead(404, { ...headers, 'content-type': 'text/plain' });
    response.end('not found\n');
  }
};
