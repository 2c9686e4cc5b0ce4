/**
 * A CUPS of our own (Debian: cups-daemon, cups-client): `cupsd` in the foreground, in a directory of its own, with one raw queue
 * whose backend is a script that jams, runs out of paper or prints, as the test says. Nothing of the system's CUPS is touched.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { constants, existsSync } from 'node:fs';
import {
  chmod,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { end, freePort, hear } from './ippeveprinter.ts';

const programs = [
  '/usr/sbin/cupsd',
  '/usr/lib/cups/daemon/cups-exec',
  '/usr/sbin/lpadmin',
  '/usr/bin/lp',
] as const;

/** False where the Debian packages are missing; says so, once, on stderr. */
export const cupsIsThere = (): boolean => {
  const missing = programs.filter((program) => !existsSync(program));
  if (missing.length > 0) console.error(`not run against CUPS: ${missing.join(', ')} is not installed`);
  return missing.length === 0;
};

/**
 * `print`: whole. `jam`: says so after the first page and stops the queue (exit status 4). `empty`: says that the paper is out and
 * waits for `release()`, then prints. `hold`: waits without a word, then prints. `abort`: fails with a message.
 */
export type Behaviour = 'print' | 'jam' | 'empty' | 'hold' | 'abort';

export type Cups = {
  readonly queue: string;
  /** The queue's IPP address. */
  readonly url: string;
  /** For CUPS's own commands. */
  readonly environment: Readonly<Record<string, string>>;
  behave(behaviour: Behaviour): Promise<void>;
  /** Lets a backend that waits go on. */
  release(): Promise<void>;
  /** One of CUPS's commands, e.g. `cupsenable office`; its output. */
  run(command: string, ...parameters: readonly string[]): Promise<string>;
  /** Resolves when cupsd's own log has said this, from the start on. */
  saw(pattern: RegExp): Promise<void>;
  /** The documents that were printed, in the order of their jobs. */
  printed(): Promise<readonly Uint8Array[]>;
  /** Ends cupsd, as a crash does. */
  kill(): Promise<void>;
  /** Resolves when cupsd has ended and its directory is gone. */
  close(): Promise<void>;
};

const queue = 'office';

const serverConfiguration = (directory: string, port: number): string => `LogLevel info
MaxLogSize 0
Listen ${directory}/socket
Listen 127.0.0.1:${port}
Browsing Off
WebInterface No
DefaultAuthType None
PreserveJobHistory Yes
PreserveJobFiles No
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  SubscriptionPrivateAccess all
  SubscriptionPrivateValues none
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
`;

/** cupsd refuses to run its children as root; a backend that only root may read it runs as root all the same. */
const filesConfiguration = (directory: string): string => `User lp
Group lp
SystemGroup root
ServerRoot ${directory}/root
ServerBin ${directory}/bin
DataDir ${directory}/data
CacheDir ${directory}/cache
StateDir ${directory}/state
RequestRoot ${directory}/spool
TempDir ${directory}/spool/tmp
ErrorLog stderr
AccessLog ${directory}/access
PageLog ${directory}/pages
Printcap
`;

/** What a backend may say on stderr: backend(7), filter(7). */
const backend = `#!/bin/sh
[ $# -eq 0 ] && exit 0
rig=\${DEVICE_URI#kiosk:}
wait_for_release() { read -r _ < "$rig/gate"; }
echo 'STATE: -media-jam-error,media-empty-error' >&2
case "$(cat "$rig/behaviour")" in
  jam)
    echo 'PAGE: 1 1' >&2
    echo 'STATE: +media-jam-error' >&2
    echo 'ERROR: The paper has jammed.' >&2
    exit 4 ;;
  empty)
    echo 'STATE: +media-empty-error' >&2
    echo 'INFO: Load paper.' >&2
    wait_for_release
    echo 'STATE: -media-empty-error' >&2 ;;
  hold) wait_for_release ;;
  abort)
    echo 'ERROR: The printer does not understand this.' >&2
    exit 1 ;;
esac
cat "\${6:--}" > "$rig/printed/$(printf '%05d' "$1").pdf"
exit 0
`;

const prepare = async (directory: string, port: number): Promise<void> => {
  const folders = ['root/ppd', 'bin/backend', 'data/mime', 'cache', 'state', 'spool/tmp', 'printed'];
  for (const folder of folders) await mkdir(join(directory, folder), { recursive: true });
  await chmod(directory, 0o755);
  await symlink('/usr/lib/cups/daemon', join(directory, 'bin/daemon'));
  // cupsd without a type for bytes it does not know ends in a crash when it gets such.
  await writeFile(
    join(directory, 'data/mime/mime.types'),
    'application/pdf pdf string(0,%PDF)\napplication/octet-stream bin\n',
  );
  await writeFile(join(directory, 'data/mime/mime.convs'), '');
  await writeFile(join(directory, 'cupsd.conf'), serverConfiguration(directory, port));
  await writeFile(join(directory, 'cups-files.conf'), filesConfiguration(directory));
  await writeFile(join(directory, 'bin/backend/kiosk'), backend);
  await chmod(join(directory, 'bin/backend/kiosk'), 0o700);
  await promisify(execFile)('mkfifo', [join(directory, 'gate')]);
};

/** A backend whose cupsd was killed waits on for ever. Without one, nobody opens the gate to read, and there is nothing to do. */
const letGo = async (gate: string): Promise<void> => {
  const handle = await open(gate, constants.O_WRONLY | constants.O_NONBLOCK).catch(() => undefined);
  await handle?.write('go\n');
  await handle?.close();
};

/** @param errorPolicy what CUPS does when a backend fails: see lpadmin(8) */
export const startCups = async (errorPolicy = 'stop-printer'): Promise<Cups> => {
  const directory = await mkdtemp(join(tmpdir(), 'cups-'));
  let server: ChildProcess | undefined;
  const environment = { CUPS_SERVER: join(directory, 'socket') };
  const run = async (command: string, ...parameters: readonly string[]): Promise<string> => {
    const env = { ...process.env, ...environment, LC_ALL: 'C' };
    return (await promisify(execFile)(command, parameters, { env })).stdout;
  };
  const behave = async (behaviour: Behaviour): Promise<void> => {
    const next = join(directory, 'next');
    await writeFile(next, behaviour);
    await rename(next, join(directory, 'behaviour'));
  };
  const kill = async (): Promise<void> => {
    if (server) await end(server);
  };
  const close = async (): Promise<void> => {
    // Backends that wait for us would outlive it.
    if (server?.exitCode === null && server.signalCode === null) await run('cancel', '-a').catch(() => '');
    await kill();
    await letGo(join(directory, 'gate'));
    await rm(directory, { recursive: true, force: true });
  };
  try {
    const port = await freePort();
    await prepare(directory, port);
    await behave('print');
    const files = ['-c', join(directory, 'cupsd.conf'), '-s', join(directory, 'cups-files.conf')];
    server = spawn(programs[0], ['-f', ...files], { stdio: ['ignore', 'ignore', 'pipe'] });
    const saw = hear(server, 'stderr');
    await saw(/Resuming new connection processing/);
    await run('lpadmin', '-p', queue, '-E', '-v', `kiosk:${directory}`);
    await run('lpadmin', '-p', queue, '-o', `printer-error-policy=${errorPolicy}`);
    return {
      queue,
      url: `ipp://127.0.0.1:${port}/printers/${queue}`,
      environment,
      behave,
      release: () => writeFile(join(directory, 'gate'), 'go\n'),
      run,
      saw,
      printed: async () => {
        const names = (await readdir(join(directory, 'printed'))).sort();
        return Promise.all(names.map((name) => readFile(join(directory, 'printed', name))));
      },
      kill,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};
