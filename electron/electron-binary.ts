import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type ElectronBinary =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly why: string };

/** Longer nobody is kept waiting: what is still under way then serves the next start. */
const patience = 4_000;

const folder = fileURLToPath(new URL('../node_modules/electron', import.meta.url));

const installed = (): string | undefined => {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const pathFile = join(folder, 'path.txt');
  const name = existsSync(pathFile)
    ? readFileSync(pathFile, 'utf8').trim()
    : process.platform === 'win32'
      ? 'electron.exe'
      : 'electron';
  const path = override === undefined ? join(folder, 'dist', name) : join(override, name);
  return existsSync(path) ? path : undefined;
};

/** Electron's program: there already, or fetched by Electron's own installer, or the one line that says why not. */
export const electronBinary = async (): Promise<ElectronBinary> => {
  const there = installed();
  if (there !== undefined) return { ok: true, path: there };
  const installer = join(folder, 'install.js');
  if (!existsSync(installer)) return { ok: false, why: 'the electron package is not installed' };
  const child = spawn(process.execPath, [installer], {
    cwd: dirname(installer),
    stdio: 'ignore',
    detached: true,
  });
  const end = await new Promise<'done' | 'failed' | 'slow'>((resolve) => {
    const timer = setTimeout(() => resolve('slow'), patience);
    child.once('error', () => resolve('failed'));
    child.once('exit', (code) => {
      clearTimeout(timer);
      resolve(code === 0 ? 'done' : 'failed');
    });
  });
  child.unref();
  const path = installed();
  if (end !== 'failed' && path !== undefined) return { ok: true, path };
  return {
    ok: false,
    why:
      end === 'slow'
        ? 'its binary is still being fetched (it serves the next start)'
        : "its binary can't be fetched here",
  };
};
