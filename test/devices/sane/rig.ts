/** The real SANE test backend, each rig with a configuration and a page directory of its own. */
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SaneScanner, type SaneScannerOptions } from '../../../devices/models/sane/adapter.ts';
import type { ScannerRig } from '../scanner.conformance.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

export type SaneRig = ScannerRig & {
  readonly scanner: SaneScanner;
  readonly root: string;
  /** What lies where pages are put. */
  leftovers(): Promise<readonly string[]>;
};

/**
 * Long deadlines stand until the test lets them come; short ones are real, for the real scanimage deadlocks now and then
 * after a fault that it was told to have, and the adapter has to end it.
 */
class ProcessClock extends VirtualClock {
  override after(milliseconds: number, callback: () => void): () => void {
    if (milliseconds > SHORT) return super.after(milliseconds, callback);
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  }
}

const SHORT = 500;

/** A paper's worth of pattern, quick to compress. */
const PATTERN = ['--test-picture', 'Grid'];

export const saneRig = async (options: Partial<SaneScannerOptions> = {}): Promise<SaneRig> => {
  const root = await mkdtemp(join(tmpdir(), 'sane-rig-'));
  const pages = join(root, 'pages');
  await mkdir(pages);
  await writeFile(join(root, 'dll.conf'), 'test\n');
  await writeFile(join(root, 'test.conf'), 'number_of_devices 2\n');
  const clock = new ProcessClock();
  const scanner = new SaneScanner({
    device: 'test:0',
    clock,
    directory: pages,
    ...options,
    timing: { linger: SHORT, grace: SHORT, ...options.timing },
    environment: { SANE_CONFIG_DIR: root, ...options.environment },
    extraArguments: [...PATTERN, ...(options.extraArguments ?? [])],
  });
  return {
    scanner,
    clock,
    root,
    leftovers: () => readdir(pages),
    dispose: () => rm(root, { recursive: true, force: true }),
  };
};

/** A `scanimage` that answers `-A` as the real one does and otherwise runs this piece of shell. */
export const standIn = async (directory: string, body: string): Promise<string> => {
  const path = join(directory, 'scanimage-stand-in');
  await writeFile(path, `#!/bin/sh\ncase " $* " in *" -A "*) exec scanimage "$@";; esac\n${body}\n`);
  await chmod(path, 0o755);
  return path;
};
