import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Counts, none, playwrightCounts, sum, vitestCounts } from './test-counts.ts';
import { type Failure, playwrightFailures, vitestFailures } from './test-failures.ts';

/** `npm test`: everything that can be proved on one machine. The last line is `N passed, N failed`. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = join(root, 'node_modules/.bin');
const needed = 24;

/** Node and the tools of this checkout come first, for whatever the tests start too. */
const env: NodeJS.ProcessEnv = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` };

const run = (program: string, args: readonly string[], extra: NodeJS.ProcessEnv = {}): number | null =>
  spawnSync(program, args, { cwd: root, stdio: 'inherit', env: { ...env, ...extra } }).status;

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const finish = (counts: Counts): never => {
  if (counts.skipped > 0) say(`${counts.skipped} skipped, each with its reason above`);
  say(`${counts.passed} passed, ${counts.failed} failed`);
  process.exit(counts.failed === 0 && counts.passed > 0 ? 0 : 1);
};

/** Once more at the end, where whoever reads the log looks first. */
const repeat = ({ where, why }: Failure): void => say(`\nFAILED ${where}\n${why}`);

/** A step that is no suite: nothing when it went well, otherwise one failure. */
const step = (name: string, status: number | null): Counts => {
  if (status === 0) return none;
  say(`${name} failed`);
  return { ...none, failed: 1 };
};

const reportOf = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};

if (Number(process.versions.node.split('.')[0]) < needed) {
  say(
    `Node ${needed} or newer is needed, this is ${process.version}; \`npm ci\` brings it, \`npm test\` uses it.`,
  );
  finish({ ...none, failed: 1 });
}

const reports = mkdtempSync(join(tmpdir(), 'kiosk-reports-'));
process.on('exit', () => rmSync(reports, { recursive: true, force: true }));
const unit = join(reports, 'vitest.json');
const browser = join(reports, 'playwright.json');

const setup = step('set-up', run('sh', ['deploy/setup.sh']));
const check = step('check', run(process.execPath, ['test/support/check.ts']));
const built = step('build', run(process.execPath, ['electron/build.ts']));
const unitStatus = run(join(bin, 'vitest'), [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${unit}`,
]);
const browserStatus = run(join(bin, 'playwright'), ['test'], { KIOSK_PLAYWRIGHT_JSON: browser });

const [unitReport, browserReport] = [reportOf(unit), reportOf(browser)];
for (const failure of [...vitestFailures(unitReport), ...playwrightFailures(browserReport)]) repeat(failure);
finish(
  sum([
    setup,
    check,
    built,
    vitestCounts(unitReport, unitStatus),
    playwrightCounts(browserReport, browserStatus),
  ]),
);
