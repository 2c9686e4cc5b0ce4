/**
 * The least that a CouchDB can be, as a process of its own: what PouchDB's replication asks of its target, kept in
 * memory, so that its speed is PouchDB's. Prints its port.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

const docs = new Map<string, unknown>();
const checkpoints = new Map<string, object>();

const answerTo = (method: string, path: string, body: string): readonly [number, unknown] => {
  if (path === '/') return [200, { couchdb: 'Welcome', version: '3.3.3' }];
  if (path.includes('/_local/')) {
    if (method === 'PUT') {
      const given = JSON.parse(body) as object;
      checkpoints.set(path, { ...given, _rev: '0-1' });
      return [201, { ok: true, id: path.split('/').at(-1), rev: '0-1' }];
    }
    return checkpoints.has(path) ? [200, checkpoints.get(path)] : [404, { error: 'not_found' }];
  }
  if (path.endsWith('/_revs_diff')) {
    const asked = JSON.parse(body) as Record<string, readonly string[]>;
    return [200, Object.fromEntries(Object.entries(asked).map(([id, missing]) => [id, { missing }]))];
  }
  if (path.endsWith('/_bulk_docs')) {
    for (const doc of (JSON.parse(body) as { docs: readonly { _id: string }[] }).docs) docs.set(doc._id, doc);
    return [201, []];
  }
  if (method === 'PUT') return [201, { ok: true }];
  return [200, { db_name: 'arrived', update_seq: docs.size, doc_count: docs.size, instance_start_time: '0' }];
};

const server = createServer(async (request, response) => {
  const body = await text(request);
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const [status, said] = answerTo(request.method ?? 'GET', path, body);
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said));
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
