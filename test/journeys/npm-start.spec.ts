import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

/** `npm start` as whoever runs it sees it: one process, which is npm. */

const root = fileURLToPath(new URL('../..', import.meta.url));

const npmStart = (dataDir: string): ChildProcess =>
  spawn('npm', ['start', '--silent', '--', '--shell', 'web', '--port', '0', '--data', dataDir], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, DISPLAY: '' },
  });

const readyAt = (npm: ChildProcess): Promise<URL> =>
  new Promise((resolve, reject) => {
    npm.once('exit', () => reject(new Error('npm ended before the kiosk was ready')));
    if (npm.stdout === null) return;
    createInterface({ input: npm.stdout }).on('line', (line) => {
      const found = /^ready (\S+)$/.exec(line)?.[1];
      if (found !== undefined) resolve(new URL('/healthz', found));
    });
  });

const answers = (health: URL): Promise<boolean> =>
  fetch(health).then(
    ({ ok }) => ok,
    () => false,
  );

/** Somebody of those that npm started is left. */
const isGroupAlive = (group: number): boolean => {
  try {
    return process.kill(-group, 0);
  } catch {
    return false;
  }
};

test('the kiosk ends with npm when npm alone is told to end, and can be started again on the same data', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'kiosk-npm-'));
  for (const _ of ['first', 'second']) {
    const npm = npmStart(dataDir);
    const group = npm.pid ?? 0;
    try {
      const health = await readyAt(npm);
      expect(await answers(health)).toBe(true);
      npm.kill('SIGTERM');
      await expect.poll(() => isGroupAlive(group), { timeout: 10_000 }).toBe(false);
      expect(await answers(health)).toBe(false);
    } finally {
      if (isGroupAlive(group)) process.kill(-group, 'SIGKILL');
    }
  }
});
