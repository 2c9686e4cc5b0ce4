import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

/** What of an image can be told without putting up a machine; `npm run test:image` does the rest. */

const overlay = fileURLToPath(new URL('../../deploy/image/overlay', import.meta.url));
const build = fileURLToPath(new URL('../../deploy/image/build.sh', import.meta.url));
const units = join(overlay, 'usr/lib/systemd/system');
const programs = join(overlay, 'usr/lib/kiosk');
const read = (...path: readonly string[]): string => readFileSync(join(overlay, ...path), 'utf8');

/** The words after `KEY=` of every such line of a unit. */
const settings = (unit: string, key: string): readonly string[] =>
  read('usr/lib/systemd/system', unit)
    .split('\n')
    .filter((line) => line.startsWith(`${key}=`))
    .map((line) => line.slice(key.length + 1));

const dir = mkdtempSync(join(tmpdir(), 'kiosk-image-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('the units of a terminal', () => {
  it.each(readdirSync(units))('%s starts a program that is there, and may be run', (unit) => {
    const [program = ''] = (settings(unit, 'ExecStart')[0] ?? '').split(' ');
    if (program.startsWith('/opt/kiosk/')) return;
    expect(statSync(join(overlay, program)).mode & 0o111).toBe(0o111);
  });

  it('end the core in time, start whatever ends again, and leave alone a configuration that is refused', () => {
    expect(Number(settings('kiosk.service', 'TimeoutStopSec')[0])).toBeGreaterThan(5);
    for (const unit of ['kiosk.service', 'kiosk-window.service'])
      expect(settings(unit, 'Restart')).toEqual(['always']);
    expect(settings('kiosk.service', 'RestartPreventExitStatus')).toEqual(['78']);
  });

  it('agree on where the key is laid out, and where the address lies', () => {
    expect(settings('kiosk.service', 'LoadCredential')).toEqual(['kiosk.key:/run/kiosk-key/kiosk.key']);
    expect(readFileSync(join(programs, 'key'), 'utf8')).toContain('out=/run/kiosk-key/kiosk.key\n');
    expect(readFileSync(join(programs, 'enrol'), 'utf8')).toContain(
      'file:/run/credentials/kiosk.service/kiosk.key',
    );
    const words = (settings('kiosk.service', 'ExecStart')[0] ?? '').split(' ');
    const address = words[words.indexOf('--address-file') + 1];
    expect(readFileSync(join(programs, 'window'), 'utf8')).toContain(`address=${address}\n`);
  });

  it('let the window run as another user than the data, in memory', () => {
    expect(settings('kiosk-window.service', 'User')).not.toEqual(settings('kiosk.service', 'User'));
    expect(settings('kiosk.service', 'StateDirectoryMode')).toEqual(['0700']);
    expect(read('etc/fstab')).toMatch(/^LABEL=kiosk-root +\/ +ext4 ro,/m);
  });
});

describe('the browser of a terminal', () => {
  const policy = JSON.parse(read('etc/chromium/policies/managed/kiosk.json')) as Record<string, unknown>;

  it('may go to the kiosk and to the page that says out of service, and nowhere else', () => {
    expect(policy.URLBlocklist).toEqual(['*']);
    expect(policy.URLAllowlist).toEqual([
      'http://127.0.0.1:4747',
      'file:///usr/share/kiosk/out-of-service.html',
    ]);
    expect(statSync(join(overlay, 'usr/share/kiosk/out-of-service.html')).size).toBeGreaterThan(0);
  });

  it('has no tools, no downloads, no printing and no file dialogs', () =>
    expect(policy).toMatchObject({
      DeveloperToolsAvailability: 2,
      DownloadRestrictions: 3,
      PrintingEnabled: false,
      AllowFileSelectionDialogs: false,
    }));
});

describe('the scripts of a terminal', () => {
  it.each([build, ...readdirSync(programs).map((name) => join(programs, name))])(
    '%s can be read by a shell',
    (script) => {
      expect(() => execFileSync('sh', ['-n', script], { stdio: 'pipe' })).not.toThrow();
    },
  );

  it('build.sh makes nothing of a folder that is no terminal', () => {
    writeFileSync(join(dir, 'notes.txt'), '');
    expect(() => execFileSync('sh', [build, dir, join(dir, 'out.img')], { stdio: 'pipe' })).toThrow(
      /is no terminal/,
    );
  });
});
