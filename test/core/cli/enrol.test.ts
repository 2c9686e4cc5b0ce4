import { execFileSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { newKeyPair } from '../../../electron/core/cli/enrol/certification-request.ts';
import { hardwareId } from '../../../electron/core/cli/enrol/hardware-id.ts';
import { readConfig } from '../../../electron/core/config.ts';
import { type Central, startCentral } from '../../central/server.ts';
import { kiosk, kioskHere } from '../support/cli-bench.ts';
import { freshFolder } from '../support/store-bench.ts';

const hasOpenssl = (process.env.PATH ?? '').split(delimiter).some((dir) => existsSync(join(dir, 'openssl')));
const openssl = (args: readonly string[], input?: string): string =>
  execFileSync('openssl', args, {
    encoding: 'utf8',
    stdio: 'pipe',
    ...(input === undefined ? {} : { input }),
  });

let closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  const all = closing;
  closing = [];
  for (const close of all) await close();
});

const central = async (): Promise<Central> => {
  const started = await startCentral({ enrolCodes: { '482913': 'HZ-XH-0099' } });
  closing.push(() => started.close());
  return started;
};

describe('enrol', () => {
  it('makes a kiosk of this machine, and a used code says that it was used', async () => {
    const { url, state } = await central();
    const folder = freshFolder();
    const file = join(folder, 'kiosk.json');
    const first = await kiosk('enrol', '482913', '--central', url, '--out', file);
    expect(first).toMatchObject({ status: 0, err: '' });
    expect(first.out).toContain('This machine is the kiosk HZ-XH-0099.');
    const read = readConfig(file, false);
    if (!read.ok) throw new Error(JSON.stringify(read.faults));
    expect(read.config.kiosk.id).toBe('HZ-XH-0099');
    expect(state.kiosks.get(read.config.central.token)).toBe('HZ-XH-0099');
    expect(first.out).not.toContain(read.config.central.token);
    expect(statSync(file).mode & 0o777).toBe(0o600);

    const again = await kioskHere([
      'enrol',
      '482913',
      '--central',
      url,
      '--out',
      join(folder, 'second.json'),
    ]);
    expect(again).toMatchObject({ status: 1, out: '' });
    expect(again.err).toContain('The code is not accepted: it is wrong or was used before (status 403).');
    expect(readdirSync(folder)).toEqual(['kiosk.json']);
    expect(state.violations).toEqual([]);
  });

  it('touches nothing that is there, and spends no code on it', async () => {
    const { url, state } = await central();
    const file = join(freshFolder(), 'kiosk.json');
    writeFileSync(file, 'mine');
    const refused = await kioskHere(['enrol', '482913', '--central', url, '--out', file]);
    expect(refused).toMatchObject({ status: 1, err: expect.stringContaining('is there already') });
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect(state.requests).toEqual([]);
    const unwritable = await kioskHere([
      'enrol',
      '482913',
      '--central',
      url,
      '--out',
      join(file, 'kiosk.json'),
    ]);
    expect(unwritable).toMatchObject({ status: 1, err: expect.stringContaining("can't be written") });
    expect(state.enrolCodes.has('482913')).toBe(true);
  });

  it('says when there is no central system, and when something else answers', async () => {
    const { url, faults } = await central();
    const out = join(freshFolder(), 'kiosk.json');
    const ask = () => kioskHere(['enrol', '482913', '--central', url, '--out', out]);
    const page = { status: 200, headers: { 'Content-Type': 'text/html' }, body: Buffer.from('<p>Log in') };
    faults.answerNext('POST', '/enrol', page);
    expect((await ask()).err).toContain('The answer is not that of a central system');
    faults.failNext('POST', '/enrol', 503);
    expect((await ask()).err).toContain("can't enrol kiosks at present (status 503)");
    await faults.offline();
    expect(await ask()).toMatchObject({ status: 1, err: expect.stringContaining("can't be reached") });
    expect(existsSync(out)).toBe(false);
  });

  it('keeps the token even when the configuration that came has a fault, and names the fault', async () => {
    const { url, faults } = await central();
    const out = join(freshFolder(), 'kiosk.json');
    const devices = { idReader: { driver: 'abacus', at: 'tcp://10.0.0.9:1' } };
    const config = { kiosk: { hall: '西湖区政务服务中心' }, devices };
    const body = { kioskId: 'HZ-XH-0099', token: 'a-token-that-was-given', config };
    faults.answerNext('POST', '/enrol', { status: 200, body });
    const { status, err } = await kioskHere(['enrol', '482913', '--central', url, '--out', out]);
    expect(status).toBe(78);
    expect(err).toMatch(/^devices\.idReader\.driver: "abacus"/);
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ central: { token: body.token, url } });
  });
});

/** A central system that signs what it is sent, as a certificate authority would. */
const signingCentral = async (folder: string): Promise<string> => {
  const [key, cert] = [join(folder, 'ca.key'), join(folder, 'ca.pem')];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl(['req', '-x509', ...curve, '-keyout', key, '-out', cert, '-subj', '/CN=Test CA', '-days', '2']);
  const server: Server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { csr } = JSON.parse(Buffer.concat(parts).toString()) as { csr: string };
    const signing = ['x509', '-req', '-CA', cert, '-CAkey', key, '-CAcreateserial', '-days', '1'];
    const certificate = openssl(signing, csr);
    const config = { kiosk: { hall: 'H' } };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ kioskId: 'HZ-XH-0100', token: 'another-long-token', certificate, config }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
};

describe.runIf(hasOpenssl)('the certification request', () => {
  it('is verified by openssl and names this machine', () => {
    const { csr } = newKeyPair('board-7f3a');
    const text = openssl(['req', '-verify', '-noout', '-subject', '-text'], csr);
    expect(text).toMatch(/CN ?= ?board-7f3a/);
    expect(text).toMatch(/Version: 1 \(0x0\)/);
    expect(text).toContain('ecdsa-with-SHA256');
    expect(text).toMatch(/prime256v1/);
  });

  it('and with the longest name that a certificate may hold', () => {
    const { csr } = newKeyPair('a'.repeat(200));
    expect(openssl(['req', '-verify', '-noout', '-subject'], csr)).toContain('a'.repeat(64));
  });

  it('becomes a certificate that stands beside its key and is used by the kiosk', async () => {
    const folder = freshFolder();
    const url = await signingCentral(freshFolder());
    const out = join(folder, 'kiosk.json');
    const done = await kioskHere([
      'enrol',
      '736205',
      '--central',
      url,
      '--out',
      out,
      '--hardware-id',
      'board-1',
    ]);
    expect(done).toMatchObject({ status: 0, err: '' });
    const read = readConfig(out, false);
    if (!read.ok) throw new Error(JSON.stringify(read.faults));
    const { cert, key } = read.config.central;
    if (cert === undefined || key === undefined) throw new Error('no certificate');
    const certificate = new X509Certificate(cert);
    expect(certificate.subject).toBe('CN=board-1');
    expect(certificate.checkPrivateKey(createPrivateKey(key))).toBe(true);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual([
      'kiosk-client-cert.pem',
      'kiosk-client-key.pem',
      'kiosk.json',
    ]);
  });
});

it("a machine's number is always the same, another's is another, and it can't be read back", () => {
  const board = (text: string) => (path: string) => (path.includes('dmi') ? text : 'installation');
  const id = hardwareId(board('4C4C4544'), () => 'kiosk-12');
  expect(id).toMatch(/^[0-9a-f]{32}$/);
  expect(hardwareId(board('4C4C4544'), () => 'renamed')).toBe(id);
  expect(hardwareId(board('4C4C4545'), () => 'kiosk-12')).not.toBe(id);
  expect(
    hardwareId(
      () => '',
      () => 'kiosk-12',
    ),
  ).toMatch(/^[0-9a-f]{32}$/);
});
