/**
 * The least that a central system can be, as a process of its own: takes writes over TLS, remembers their keys,
 * answers; `GET …/arrived` says how many keys came. Prints its port.
 */
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { ours } from '../../prove/network/certificates.ts';

const keys = new Set<string>();

const server = createServer(ours, (request, response) => {
  request.resume();
  request.on('end', () => {
    const key = request.headers['idempotency-key'];
    const isWrite = request.method === 'POST';
    const asks = request.url?.endsWith('/arrived') === true;
    const status = isWrite ? (typeof key === 'string' && keys.has(key) ? 200 : 201) : asks ? 200 : 404;
    if (isWrite && typeof key === 'string') keys.add(key);
    const body = asks ? String(keys.size) : '{"receiptNumber":"R1"}';
    response
      .writeHead(status, { 'content-type': 'application/json', 'content-length': body.length })
      .end(body);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
