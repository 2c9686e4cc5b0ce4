import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { IppPrinter } from '../../../devices/models/ipp/adapter.ts';
import { type IppAddress, parseIppAddress } from '../../../devices/models/ipp/address.ts';
import { ippClient } from '../../../devices/models/ipp/client.ts';
import { getPrinterAttributes, printJob } from '../../../devices/models/ipp/operations.ts';
import { IppSimulator, type IppSimulatorOptions } from '../../../devices/models/ipp/simulator.ts';
import { EagerClock } from '../support/eager-clock.ts';
import { VirtualClock } from '../support/virtual-clock.ts';
import { requestFor } from './bench.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const addressOf = (text: string): IppAddress => {
  const parsed = parseIppAddress(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
};

const joined = async (options: IppSimulatorOptions = {}) => {
  const clock = new EagerClock();
  const simulator = new IppSimulator(options);
  const { url, close } = await simulator.serve();
  const printer = new IppPrinter({ address: addressOf(url), clock });
  closers.push(close, () => printer.stop());
  await printer.start();
  return { clock, simulator, printer };
};
const never = new AbortController().signal;

const listen = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return (server.address() as AddressInfo).port;
};
const answering = async (listener: RequestListener) =>
  addressOf(`http://127.0.0.1:${await listen(createServer(listener))}/ipp/print`);

describe('over a real network', () => {
  it('prints, and the document arrives byte for byte', async () => {
    const { printer, simulator } = await joined();
    const request = await requestFor(3);
    expect(await printer.print(request, () => {}, never)).toMatchObject({ ok: true, ledger: { taken: 3 } });
    expect(simulator.finished[0]?.pdf).toEqual(Uint8Array.from(request.pdf));
  });

  it('finds the job again whose answer was lost with the connection', async () => {
    const { printer, simulator } = await joined({ createsJobs: false });
    simulator.dropNextReply();
    expect(await printer.print(await requestFor(2), () => {}, never)).toMatchObject({ ok: true });
    expect(simulator.finished).toHaveLength(1);
  });

  it('sees a printer go and come back', async () => {
    const { printer, simulator, clock } = await joined();
    const saw = (link: string) =>
      new Promise<void>((resolve) => {
        printer.onStatus((status) => status.link === link && resolve());
      });
    const gone = saw('absent');
    simulator.unplug();
    await clock.advance(5000);
    await gone;
    const back = saw('ready');
    simulator.replug();
    while (printer.status().link === 'absent') await clock.advance(10_000);
    await back;
    expect(await printer.print(await requestFor(1), () => {}, never)).toMatchObject({ ok: true });
  });

  it('sends a document in chunks, none of them held back', async () => {
    const received = Promise.withResolvers<{ encoding: string | undefined; length: number }>();
    const address = await answering((request, response) => {
      let length = 0;
      request.on('data', (chunk: Buffer) => {
        length += chunk.length;
      });
      request.on('end', () => {
        received.resolve({ encoding: request.headers['transfer-encoding'], length });
        response.writeHead(500).end();
      });
    });
    const document = new Uint8Array(3_000_000);
    const answer = await ippClient(address, new VirtualClock())(printJob('x', {}), {
      deadline: 1000,
      document,
    });
    const { encoding, length } = await received.promise;
    expect(encoding).toBe('chunked');
    expect(length).toBeGreaterThan(3_000_000);
    expect(answer).toMatchObject({ ok: false, failure: { code: 'malformed-reply', mayHaveActed: true } });
  });
});

describe('what the web server in a printer may do', () => {
  const ask = (address: IppAddress, clock = new VirtualClock(), signal?: AbortSignal) =>
    ippClient(address, clock)(getPrinterAttributes(['printer-state']), {
      deadline: 10_000,
      ...(signal ? { signal } : {}),
    });

  it.each([
    [401, 'rejected', false],
    [404, 'rejected', false],
    [429, 'busy', false],
    [503, 'busy', false],
    [500, 'malformed-reply', true],
  ])('HTTP %i is %s', async (status, code, mayHaveActed) => {
    const address = await answering((_request, response) => response.writeHead(status).end('<html>'));
    expect(await ask(address)).toEqual({
      ok: false,
      failure: { code, mayHaveActed, detail: `HTTP ${status}` },
    });
  });

  it('a reply that breaks off is a lost connection', async () => {
    const address = await answering((request, response) => {
      response.writeHead(200, { 'content-length': 1000 }).write('half');
      response.on('error', () => {});
      setImmediate(() => request.socket.destroy());
    });
    expect(await ask(address)).toMatchObject({
      ok: false,
      failure: { code: 'disconnected', mayHaveActed: true },
    });
  });

  it('a reply without end is cut off at the ceiling', async () => {
    const address = await answering((_request, response) => {
      response.on('error', () => {});
      response.writeHead(200).end(Buffer.alloc(2_000_000));
    });
    expect(await ask(address)).toMatchObject({ ok: false, failure: { code: 'malformed-reply' } });
  });

  it('an answer to another question is not taken for ours', async () => {
    const address = await answering((_request, response) =>
      response.end(Buffer.from('020000000000006303', 'hex')),
    );
    expect(await ask(address)).toMatchObject({ ok: false, failure: { code: 'malformed-reply' } });
  });

  it('silence ends with the deadline, and the connection with it', async () => {
    const asked = Promise.withResolvers<void>();
    const hungUp = Promise.withResolvers<void>();
    const address = await answering((request) => {
      request.resume();
      request.socket.on('close', () => hungUp.resolve());
      request.on('end', () => asked.resolve());
    });
    const clock = new VirtualClock();
    const answer = ask(address, clock);
    await asked.promise;
    await clock.advance(10_000);
    expect(await answer).toMatchObject({ ok: false, failure: { code: 'timeout', mayHaveActed: true } });
    await hungUp.promise;
    expect(clock.pending).toBe(0);
  });

  it('a caller who gives up is answered at once', async () => {
    const asked = Promise.withResolvers<void>();
    const address = await answering(() => asked.resolve());
    const cancel = new AbortController();
    const answer = ask(address, new VirtualClock(), cancel.signal);
    await asked.promise;
    cancel.abort();
    expect(await answer).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  });

  it('nobody there: not a byte was sent', async () => {
    const server = createServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    expect(await ask(addressOf(`ipp://127.0.0.1:${port}`))).toMatchObject({
      failure: { code: 'disconnected', mayHaveActed: false },
    });
  });
});

describe('ipps://', () => {
  const withCertificate = async () => {
    const directory = mkdtempSync(join(tmpdir(), 'ipps-'));
    try {
      const [key, cert] = [join(directory, 'key.pem'), join(directory, 'cert.pem')];
      // biome-ignore format: a command line
      execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes',
        '-keyout', key, '-out', cert, '-days', '2', '-subj', '/CN=printer'], { stdio: 'ignore' });
      const pem = readFileSync(cert);
      let requests = 0;
      const server = createTlsServer({ key: readFileSync(key), cert: pem }, (_request, response) => {
        requests += 1;
        response.end(Buffer.from('020000000000000103', 'hex'));
      });
      const port = await listen(server);
      return { port, fingerprint: new X509Certificate(pem).fingerprint256, requests: () => requests };
    } finally {
      rmSync(directory, { recursive: true });
    }
  };
  const ask = (text: string) =>
    ippClient(addressOf(text), new VirtualClock())(getPrinterAttributes([]), { deadline: 10_000 });

  it('trusts the printer whose certificate is pinned, and sends nothing to any other', async () => {
    const { port, fingerprint, requests } = await withCertificate();
    const url = `ipps://127.0.0.1:${port}/ipp/print`;
    expect(await ask(`${url}?fingerprint=${fingerprint}`)).toMatchObject({ ok: true });
    expect(requests()).toBe(1);
    for (const wrong of [url, `${url}?fingerprint=${'ab'.repeat(32)}`])
      expect(await ask(wrong)).toMatchObject({ failure: { code: 'disconnected', mayHaveActed: false } });
    expect(requests()).toBe(1);
  });
});
