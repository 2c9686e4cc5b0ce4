/** A scanner over https with a certificate of its own making. */

import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import type { Scanner } from '../../../devices/classes/scanner.ts';
import { EsclSimulator } from '../../../devices/models/escl/simulator.ts';
import { driverFor } from '../../../devices/registry.ts';
import { EagerClock } from '../support/eager-clock.ts';

// Made for this test with `openssl req -x509 -newkey ec ... -subj /CN=scanner`; they protect nothing.
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBejCCASGgAwIBAgIUfTtNDOaupZ7k4X/QnUsXX+IFp5owCgYIKoZIzj0EAwIw
EjEQMA4GA1UEAwwHc2Nhbm5lcjAgFw0yNjExMjMxMzE5MzdaGA8yMTI2MTAzMDEz
MTkzN1owEjEQMA4GA1UEAwwHc2Nhbm5lcjBZMBMGByqGSM49AgEGCCqGSM49AwEH
A0IABIfAXOrKdGQCc1Pay9yh+6gOTr+/ZvmiS+7XNOev5bXkwV5qZXfJvwGOcQEl
/x2j8+CxpNQDUVIyqAhoHOvyqHOjUzBRMB0GA1UdDgQWBBSDAIIyfsdrsBDbtPr1
6OmUrTXNJjAfBgNVHSMEGDAWgBSDAIIyfsdrsBDbtPr16OmUrTXNJjAPBgNVHRMB
Af8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIB4EsGNIyAlKfGfHfGDcICSccg0+
YSmrh4hxjhVfN/G9AiBaBTeYHUuuJeCJZLsZ9oSc1IVy2drmaqvn3pUyt39+/w==
-----END CERTIFICATE-----
`;
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgl0tyzDfV+jBTy0fP
68j/bbkPuXZCeIIpVFruDNU0BVKhRANCAASHwFzqynRkAnNT2svcofuoDk6/v2b5
okvu1zTnr+W15MFeamV3yb8BjnEBJf8do/PgsaTUA1FSMqgIaBzr8qhz
-----END PRIVATE KEY-----
`;
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** Speaks eSCL over TLS and counts what it is asked. */
const secureScanner = async () => {
  const simulator = new EsclSimulator();
  let asked = 0;
  const server = createServer({ cert: CERTIFICATE, key: KEY }, async (request, response) => {
    asked += 1;
    const body = await text(request);
    const question = { method: request.method ?? '', path: request.url ?? '', body, url: '' };
    const answer = await simulator.respond(question);
    if (answer === 'silence') return;
    if (answer.jobPath !== undefined) response.setHeader('Location', answer.jobPath);
    response.writeHead(answer.status, { 'Content-Type': answer.type ?? 'text/xml' }).end(answer.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => new Promise((resolve) => server.close(resolve)));
  const { port } = server.address() as AddressInfo;
  return { simulator, at: `https://127.0.0.1:${port}/eSCL`, asked: () => asked };
};

/** As a configuration brings it up. */
const scannerAt = async (at: string): Promise<Scanner> => {
  const scanner = driverFor('scanner', 'escl')?.create(at, new EagerClock(1_000));
  if (scanner === undefined) throw new Error('there is no driver escl');
  closers.unshift(() => scanner.stop());
  await scanner.start();
  return scanner;
};

const fingerprint = new X509Certificate(CERTIFICATE).fingerprint256;

describe('a scanner over https', () => {
  it('whose own certificate is pinned is trusted, and scans', async () => {
    const { simulator, at } = await secureScanner();
    simulator.feed(2);
    const scanner = await scannerAt(`${at}?fingerprint=${fingerprint}`);
    expect(scanner.status().link).toBe('ready');
    const request = { source: 'feeder', resolution: 75, colour: 'grey', maxPages: 5 } as const;
    const end = await scanner.scan(request, () => undefined, new AbortController().signal);
    expect(end).toMatchObject({ ok: true, pages: [{}, {}] });
  });

  it('with another certificate than the pinned one is not asked anything', async () => {
    const { at, asked } = await secureScanner();
    const { link, detail } = (await scannerAt(`${at}?fingerprint=${'ab'.repeat(32)}`)).status();
    expect(link).toBe('absent');
    expect(detail).toMatch(/another certificate/);
    expect(asked()).toBe(0);
  });

  it('with a certificate of its own making, and none pinned, is not asked anything', async () => {
    const { at, asked } = await secureScanner();
    expect((await scannerAt(at)).status().link).toBe('absent');
    expect(asked()).toBe(0);
  });
});
