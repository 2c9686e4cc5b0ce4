/** A scanner over https with a certificate of its own making. */
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { EsclScanner } from '../../../devices/models/escl/adapter.ts';
import { EsclSimulator } from '../../../devices/models/escl/simulator.ts';
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
const ANOTHER = `-----BEGIN CERTIFICATE-----
MIIBejCCASGgAwIBAgIUPc4ntmnLghR/uEBVDaN+/7L/L+owCgYIKoZIzj0EAwIw
EjEQMA4GA1UEAwwHc2Nhbm5lcjAgFw0yNjExMjMxMzE5MzdaGA8yMTI2MTAzMDEz
MTkzN1owEjEQMA4GA1UEAwwHc2Nhbm5lcjBZMBMGByqGSM49AgEGCCqGSM49AwEH
A0IABF9ltzQLIVK1tG12Z9KP9mLpqcINFKMaSgQ0fsGkdcErtH1r00XIGzMflM5H
l2DW+GsaFaLv44BoWUN5L1YogLWjUzBRMB0GA1UdDgQWBBQ5gJZfQ+Y6HRGH0/hT
UFbku7GACzAfBgNVHSMEGDAWgBQ5gJZfQ+Y6HRGH0/hTUFbku7GACzAPBgNVHRMB
Af8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIEuK+qdM7mu17VmbUVfrTbkjAY5Y
v12tB7SQvyVZtGAIAiB3JC6uhATA6B2N7VVdhfvbnVZ9ZiTRY5SediQjxBMaaw==
-----END CERTIFICATE-----
`;

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const scannerThatTrusts = async (certificate?: string): Promise<EsclScanner> => {
  const simulator = new EsclSimulator();
  const server = createServer({ cert: CERTIFICATE, key: KEY }, async (request, response) => {
    const question = { method: request.method ?? '', path: request.url ?? '', body: '', url: '' };
    const answer = await simulator.respond(question);
    if (answer !== 'silence')
      response.writeHead(answer.status, { 'Content-Type': 'text/xml' }).end(answer.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const scanner = new EsclScanner({
    url: new URL(`https://127.0.0.1:${port}/eSCL`),
    clock: new EagerClock(1_000),
    ...(certificate !== undefined && { certificate }),
  });
  closers.push(
    () => scanner.stop(),
    () => new Promise((resolve) => server.close(resolve)),
  );
  await scanner.start();
  return scanner;
};

describe('a scanner over https', () => {
  it('whose own certificate is given is trusted', async () => {
    expect((await scannerThatTrusts(CERTIFICATE)).status().link).toBe('ready');
  });

  it('with another certificate than the one given is not spoken to', async () => {
    const { link, detail } = (await scannerThatTrusts(ANOTHER)).status();
    expect(link).toBe('absent');
    expect(detail).toMatch(/SELF_SIGNED|CERT|SIGNATURE/i);
  });

  it('with a certificate of its own making, and none given, is not spoken to', async () => {
    expect((await scannerThatTrusts()).status().link).toBe('absent');
  });
});
