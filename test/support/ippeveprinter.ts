/**
 * CUPS's own `ippeveprinter` (Debian: cups-ipp-utils, dbus-daemon) as a printer that is not ours. It wants a D-Bus
 * system bus to announce itself, so it gets a private one that nobody else hears.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const programs = ['/usr/sbin/ippeveprinter', '/usr/bin/dbus-daemon'] as const;

/** False where the Debian packages are missing; says so, once, on stderr. */
export const ippeveprinterIsThere = (): boolean => {
  const missing = programs.filter((program) => !existsSync(program));
  if (missing.length > 0)
    console.error(`not run against ippeveprinter: ${missing.join(', ')} is not installed`);
  return missing.length === 0;
};

export type Ippeveprinter = {
  readonly url: string;
  /** Resolves when the printer's own log has said this, from the start on. */
  saw(pattern: RegExp): Promise<void>;
  /** Lets a command that called `hold` go on. */
  release(): Promise<void>;
  /** The documents that arrived, oldest first. */
  documents(): Promise<readonly Uint8Array[]>;
  /** Resolves when both programs have ended and their directory is gone. */
  close(): Promise<void>;
};

const busConfiguration = (directory: string): string => `<!DOCTYPE busconfig PUBLIC
  "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path=${directory}/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/><allow own="*"/><allow send_destination="*"/><allow receive_sender="*"/>
  </policy>
</busconfig>
`;

/** A TCP port of the loopback interface that nobody listens on just now. */
export const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
};

/** Keeps what a program says; tells when it has said something, and rejects when it ends without having said it. */
export const hear = (
  child: ChildProcess,
  stream: 'stdout' | 'stderr',
): ((wanted: RegExp) => Promise<void>) => {
  const input = child[stream];
  if (!input) throw new Error(`no ${stream}`);
  const said: string[] = [];
  const lines = createInterface({ input }).on('line', (line) => said.push(line));
  return (wanted) =>
    new Promise((resolve, reject) => {
      const look = () => said.some((line) => wanted.test(line)) && resolve();
      lines.on('line', look);
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`${child.spawnfile} ended with ${code}`)));
      look();
    });
};

/** Kills a child process; resolves when it is gone. */
export const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
};

/** @param command a shell script that "prints": its stderr may say `STATE:` and `ATTR:`, see ippeveprinter(8); `hold` waits for `release()` */
export const startIppeveprinter = async (command: string): Promise<Ippeveprinter> => {
  const directory = await mkdtemp(join(tmpdir(), 'ippeve-'));
  const spool = join(directory, 'spool');
  const hold = join(directory, 'hold');
  await mkdir(spool);
  await promisify(execFile)('mkfifo', [hold]);
  await writeFile(join(directory, 'bus.conf'), busConfiguration(directory));
  await writeFile(join(directory, 'print.sh'), `#!/bin/sh\nhold() { read -r _ < ${hold}; }\n${command}\n`);
  await chmod(join(directory, 'print.sh'), 0o755);
  const children: ChildProcess[] = [];
  const close = async (): Promise<void> => {
    for (const child of children.splice(0).reverse()) await end(child);
    await rm(directory, { recursive: true, force: true });
  };
  try {
    const bus = spawn(
      programs[1],
      [`--config-file=${directory}/bus.conf`, '--nofork', '--nopidfile', '--print-address'],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    children.push(bus);
    await hear(bus, 'stdout')(/^unix:/);
    const port = await freePort();
    const printer = spawn(
      programs[0],
      // biome-ignore format: a command line
      ['-r', 'off', '-n', 'localhost', '-p', `${port}`, '-M', 'Acme', '-m', 'KioskA4', '-f', 'application/pdf',
       '-d', spool, '-k', '-vv', '-c', join(directory, 'print.sh'), 'Kiosk Printer'],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
        env: {
          PATH: process.env.PATH,
          TMPDIR: directory,
          DBUS_SYSTEM_BUS_ADDRESS: `unix:path=${directory}/bus`,
        },
      },
    );
    children.push(printer);
    const saw = hear(printer, 'stderr');
    await saw(/Listening on|Ignored Avahi/);
    return {
      url: `ipp://localhost:${port}/ipp/print`,
      saw,
      release: () => writeFile(hold, 'go\n'),
      documents: async () => {
        const names = (await readdir(spool, { recursive: true }))
          .filter((name) => name.endsWith('.pdf'))
          .sort();
        return Promise.all(names.map((name) => readFile(join(spool, name))));
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};
