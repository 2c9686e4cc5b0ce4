/**
 * `npm run test:kernel`: the transports on a real Linux kernel, in an emulated machine. The last line is `N passed, N failed`; exit
 * status 1 when anything failed, or when this machine lacks what the test needs.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { lstat, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Desk } from './desk.ts';
import { buildInitramfs } from './initramfs.ts';
import { debianKernel, ensurePrograms, Missing } from './kernel.ts';
import { type Machine, startMachine } from './machine.ts';
import { type Counts, countsOf, done, parseLine, type Tally } from './signals.ts';

const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');
/** Milliseconds for all that the machine does. */
const most = 270_000;

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Ours alone: what lies in it is booted. */
const cacheFolder = async (): Promise<string> => {
  const user = process.getuid?.() ?? 0;
  const folder = join(tmpdir(), `hall-kiosk-kernel-${user}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== user) throw new Missing(`${folder} belongs to somebody else.`);
  return folder;
};

/** Hears the machine to its end, and does what it asks for. */
const attend = async (machine: Machine): Promise<Tally> => {
  const desk = new Desk(machine.qmp, machine.readerLine);
  let planned: number | undefined;
  let kept = 0;
  let broken = 0;
  for await (const line of machine.console) {
    const heard = parseLine(line);
    if (heard.kind === 'request') {
      await desk.carryOut(heard.request);
      machine.type(done);
      continue;
    }
    say(line.trimEnd());
    if (heard.kind === 'plan') planned = heard.count;
    else if (heard.kind === 'kept') kept += 1;
    else if (heard.kind === 'broken') broken += 1;
  }
  await machine.ended;
  return { planned, kept, broken };
};

const inMachine = async (folder: string): Promise<Counts> => {
  ensurePrograms(say);
  const kernel = await debianKernel(await cacheFolder(), say);
  const initramfs = join(folder, 'initramfs');
  await buildInitramfs(kernel, root, initramfs);
  say(`starting Linux ${kernel.release}`);
  const machine = await startMachine({ kernel, initramfs, root, folder });
  const late = setTimeout(() => {
    say(`# the machine was stopped after ${most / 1000} s`);
    machine.kill();
  }, most);
  try {
    return countsOf(await attend(machine));
  } finally {
    clearTimeout(late);
    machine.kill();
  }
};

const counted = async (folder: string): Promise<Counts> => {
  try {
    return await inMachine(folder);
  } catch (error) {
    say(error instanceof Missing ? error.message : String(error instanceof Error ? error.stack : error));
    return { passed: 0, failed: 1 };
  }
};

const folder = mkdtempSync(join(tmpdir(), 'kernel-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const began = performance.now();
const { passed, failed } = await counted(folder);
say(`${Math.round((performance.now() - began) / 1000)} s`);
say(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
