/**
 * `npm run test:image -- IMAGE`: a terminal is put up from the image, as a maintainer would: its code on the boot partition, the
 * power on. The last line is `N passed, N failed`. The image must have been built with KIOSK_IMAGE_CMDLINE=console=ttyS0.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { EscposSimulator, serveTcp } from '../../devices/models/escpos/simulator.ts';
import { startCentral } from '../central/server.ts';
import { startTerminal, type Terminal } from './machine.ts';

const results = fileURLToPath(new URL('../../test-results/', import.meta.url));
const kioskId = 'HZ-XH-0099';
const code = '482913';
/** This machine, as a machine in QEMU sees it. */
const outside = '10.0.2.2';
/** An emulated processor needs a minute or two to the first picture. Milliseconds. */
const patience = 420_000;

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const [image] = process.argv.slice(2);
if (image === undefined) {
  process.stderr.write('npm run test:image -- IMAGE\n');
  process.exit(64);
}

const folder = mkdtempSync(join(tmpdir(), 'kiosk-image-test-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);
mkdirSync(results, { recursive: true });
const log = join(results, 'image-console.log');
rmSync(log, { force: true });

/** The central system's certificate, good for this run. */
const certify = (): { key: Buffer; cert: Buffer } => {
  const name = ['-subj', `/CN=${outside}`, '-addext', `subjectAltName=IP:${outside}`];
  const made = ['-keyout', at('key.pem'), '-out', at('ca.pem'), '-days', '2', ...name];
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', ...made],
    {
      stdio: 'pipe',
    },
  );
  return { key: readFileSync(at('key.pem')), cert: readFileSync(at('ca.pem')) };
};

/** TLS outside, the stand-in's clear text inside. */
const serveTls = async (to: () => string): Promise<number> => {
  const server = createServer(certify(), (socket) => {
    const { hostname, port } = new URL(to());
    const inside = connect(Number(port), hostname);
    for (const [from, into] of [
      [socket, inside],
      [inside, socket],
    ] as const) {
      from.on('error', () => into.destroy());
      from.pipe(into);
    }
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return (server.address() as AddressInfo).port;
};

let passed = 0;
let failed = 0;
let terminal: Terminal | undefined;

const within = <T>(promise: Promise<T>): Promise<T> =>
  Promise.race([
    promise,
    new Promise<never>((_resolve, reject) => {
      setTimeout(() => reject(new Error('not in time')), patience).unref();
    }),
  ]);

const promise = async (words: string, body: () => Promise<void>): Promise<void> => {
  const began = performance.now();
  try {
    await within(body());
    passed += 1;
    say(`ok      ${words} (${Math.round((performance.now() - began) / 1000)} s)`);
  } catch (error) {
    failed += 1;
    say(`BROKEN  ${words}\n        ${error instanceof Error ? error.message : String(error)}`);
    say((terminal?.console() ?? '').split('\n').slice(-40).join('\n'));
  }
};

const must = (so: boolean, words: string): void => {
  if (!so) throw new Error(words);
};

type Picture = { readonly width: number; readonly height: number; readonly pixels: Buffer };

/** The screen as it is now, kept under this name. */
const picture = async (name: string): Promise<Picture> => {
  const raw = at('screen.ppm');
  await terminal?.picture(raw);
  const bytes = readFileSync(raw);
  const [, width, height] = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString('latin1', 0, 40)) ?? [];
  const size = { width: Number(width), height: Number(height) };
  const pixels = bytes.subarray(bytes.length - size.width * size.height * 3);
  await sharp(pixels, { raw: { ...size, channels: 3 } })
    .png()
    .toFile(join(results, `image-${name}.png`));
  return { ...size, pixels };
};

/** The panel on the left of a landscape screen (renderer/styles/tokens.css). */
const panel = [0x0a, 0x5f, 0x6e] as const;

/** How much of these columns, as parts of the width, is of the panel's colour. */
const share = ({ width, height, pixels }: Picture, from: number, until: number): number => {
  const [first, last] = [Math.floor(width * from), Math.floor(width * until)];
  let found = 0;
  for (let y = 0; y < height; y += 1)
    for (let x = first; x < last; x += 1) {
      const at = (y * width + x) * 3;
      found += panel.every((value, index) => pixels[at + index] === value) ? 1 : 0;
    }
  return found / ((last - first) * height);
};

/** On attract it is 760 of 1920 wide, on every other screen it ends before 600. */
const isAttract = (seen: Picture): boolean => share(seen, 0.32, 0.38) > 0.6;
const isHome = (seen: Picture): boolean => share(seen, 0, 0.25) > 0.6 && share(seen, 0.32, 0.38) < 0.1;

/** Looks at the screen now and at each heartbeat, until it shows this. */
const sees = async (name: string, shown: (seen: Picture) => boolean): Promise<void> => {
  for (;;) {
    if (shown(await picture(name))) return;
    const heard = beats().length;
    await central.until(() => beats().length > heard);
  }
};

const printer = new EscposSimulator();
const printerPort = await serveTcp(printer);
const tls = await serveTls(() => central.url);
const url = `https://${outside}:${tls}/api/v1`;
const central = await startCentral({
  enrolCodes: { [code]: kioskId },
  enrolConfig: {
    central: { url },
    devices: { ticketPrinter: { driver: 'escpos', at: `tcp://${outside}:${printerPort.port}` } },
  },
});

const disk = at('disk.img');
execFileSync('cp', ['--sparse=always', image, disk]);
// A terminal's disk is larger than any image.
truncateSync(disk, 8 * 1024 ** 3);
writeFileSync(at('kiosk-enrol.txt'), `code = ${code}\r\ncentral=${url}\r\nca=ca.pem\r\n`);
const efi = `${disk}@@1M`;
execFileSync('mcopy', ['-i', efi, at('kiosk-enrol.txt'), at('ca.pem'), '::']);

const beats = () => central.state.heartbeats.filter((beat) => beat.kioskId === kioskId);
await promise('a terminal with its code on the boot partition becomes that kiosk, by itself', async () => {
  terminal = await startTerminal(disk, folder, log);
  await central.until(() => beats().length > 0);
});
await promise('its window is painted', () => sees('attract', isAttract));
await promise('a touch wakes it', async () => {
  await terminal?.touch(0.7, 0.9);
  await sees('home', isHome);
});
await promise('a power cut and it is the same kiosk again, without a hand', async () => {
  await terminal?.powerOff();
  const before = beats().length;
  const listed = execFileSync('mdir', ['-b', '-i', efi, '::'], { encoding: 'utf8' });
  must(!listed.includes('kiosk-enrol'), 'the spent code still lies on the boot partition');
  terminal = await startTerminal(disk, folder, log);
  await central.until(() => beats().length > before);
  await sees('again', isAttract);
});
await terminal?.powerOff();
await central.close().catch((error: unknown) => {
  failed += 1;
  say(String(error));
});
say(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
