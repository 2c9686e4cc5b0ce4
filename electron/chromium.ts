import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The first Chromium in PATH. */
export const findChromium = (path: string): string | undefined =>
  path
    .split(delimiter)
    .flatMap((dir) => names.map((name) => join(dir, name)))
    .find(isProgram);

export const hasDisplay = (environment: Readonly<Record<string, string | undefined>>): boolean =>
  process.platform !== 'linux' || Boolean(environment.DISPLAY ?? environment.WAYLAND_DISPLAY);

/** A window of its own, without tabs or bars. */
export const openChromium = (program: string, url: string, profileDir: string): void => {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const quiet = [
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  const child = spawn(program, [`--app=${url}`, `--user-data-dir=${profileDir}`, ...quiet, ...root], {
    stdio: 'ignore',
  });
  child.on('error', () => process.stderr.write(`${program} could not be opened; the kiosk is at ${url}\n`));
};
