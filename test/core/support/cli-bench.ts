import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../../devices/transports/transport.ts';
import type { Surroundings } from '../../../electron/core/cli/command.ts';
import { run } from '../../../electron/core/cli/run.ts';
import { freshFolder, KEY } from './store-bench.ts';

export type Said = { readonly status: number | null; readonly out: string; readonly err: string };

export const KEY_TEXT = KEY.toString('base64');
const environment = { KIOSK_TEST_KEY: KEY_TEXT };
const entry = fileURLToPath(new URL('../../../electron/core/cli.ts', import.meta.url));

/** A command as an operator runs it: a process of its own. */
export const kiosk = (...args: readonly string[]): Promise<Said> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [entry, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, ...environment },
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk) => {
      out += String(chunk);
    });
    child.stderr.on('data', (chunk) => {
      err += String(chunk);
    });
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, out, err }));
  });

/** The same command in this process, where surroundings can be others. */
export const kioskHere = async (
  args: readonly string[],
  surroundings: Partial<Surroundings> = {},
): Promise<Said> => {
  const [out, err]: [string[], string[]] = [[], []];
  const status = await run(args, {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    environment,
    clock: systemClock,
    random: (count) => randomBytes(count),
    packaged: false,
    ...surroundings,
  });
  return { status, out: out.join('\n'), err: err.join('\n') };
};

export const plainConfig = (part: object = {}) => ({
  kiosk: { id: 'HZ-XH-0012', hall: '西湖区政务服务中心', timezone: 'Asia/Shanghai', languages: ['zh-CN'] },
  central: { url: 'http://127.0.0.1:9/api/v1', token: 'the-token-of-this-kiosk' },
  storage: { key: { from: 'env:KIOSK_TEST_KEY' } },
  devices: {},
  ...part,
});

/** Writes a configuration; returns the words that name it and the data folder. */
export const named = (config: object | string, dataDir: string): readonly string[] => {
  const file = join(freshFolder(), 'kiosk.json');
  writeFileSync(file, typeof config === 'string' ? config : JSON.stringify(config));
  return ['--config', file, '--data', dataDir];
};
