import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../electron/core/store/database.ts';
import { StoreDamagedError } from '../../../electron/core/store/errors.ts';
import { inspectAudit } from '../../../electron/core/store/inspect.ts';
import { migrations } from '../../../electron/core/store/migrations/index.ts';
import { kiosk, kioskHere, named, plainConfig } from '../support/cli-bench.ts';
import { KEY, startStore, stop } from '../support/store-bench.ts';

const PAGE = 4096;

/** A kiosk that did so many things and was then stopped. */
const stoppedKiosk = (rows: number): string => {
  const store = startStore();
  for (let turn = 1; turn <= rows; turn += 1) store.append({ kind: 'door.opened', fields: { turn } });
  stop(store);
  return store.dir;
};

const change = (dir: string, statement: string): void => {
  const sql = openDatabase({ file: join(dir, 'kiosk.db'), key: KEY, migrations });
  sql.db.exec(statement);
  sql.checkpoint();
  sql.close();
};

const verify = (dir: string) => kioskHere(['verify-audit', ...named(plainConfig(), dir)]);

describe('verify-audit', () => {
  it('says how many rows hold, and ends with 0', async () => {
    const dir = stoppedKiosk(5);
    const { status, out, err } = await verify(dir);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^The audit chain holds: 5 rows, signed up to epoch \d+, seq 5\.$/);
  });

  it('ends with 1 and names the row in which one bit was flipped by somebody who holds the key', async () => {
    const dir = stoppedKiosk(5);
    // 'r' and 's' differ in their last bit.
    change(dir, "UPDATE audit SET kind = 'doos.opened' WHERE seq = 3");
    const { status, out, err } = await kiosk('verify-audit', ...named(plainConfig(), dir));
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toMatch(/the row at epoch \d+, seq 3 was changed after it was written\.\n$/);
  });

  const harm: readonly (readonly [string, string, RegExp])[] = [
    ['is missing', 'DELETE FROM audit WHERE seq = 3', /row at epoch \d+, seq 3 is missing; .* seq 4\.$/],
    ['is missing at the start', 'DELETE FROM audit WHERE seq < 3', /seq 1 is missing; .* seq 3\.$/],
    ['is missing at the end', 'DELETE FROM audit WHERE seq > 3', /from epoch \d+, seq 4 on; .* seq 5\.$/],
    [
      'and its head are missing at the end',
      'DELETE FROM audit WHERE seq = 5; UPDATE standing SET seq = 4, hash = (SELECT hash FROM audit WHERE seq = 4)',
      /head at epoch \d+, seq 4 was not signed by this kiosk\.$/,
    ],
  ];
  it.each(harm)('names the row that %s', async (_, statement, words) => {
    const dir = stoppedKiosk(5);
    change(dir, statement);
    const { status, err } = await verify(dir);
    expect(status).toBe(1);
    expect(err).toMatch(words);
  });

  it('names the first row that a flipped bit on the disk has made unreadable', async () => {
    const dir = stoppedKiosk(60);
    change(dir, 'SELECT 1');
    const file = join(dir, 'kiosk.db');
    const whole = readFileSync(file);
    const pages = whole.length / PAGE;
    /** The first unreadable row when a bit of this page is flipped; nothing when the chain's rows are elsewhere. */
    const flipped = (page: number): number | undefined => {
      const bytes = Buffer.from(whole);
      bytes.writeUInt8(bytes.readUInt8(page * PAGE + 2000) ^ 1, page * PAGE + 2000);
      writeFileSync(file, bytes);
      try {
        const verdict = inspectAudit({ dir, key: KEY });
        return verdict.ok ? undefined : verdict.missing?.seq;
      } catch (error) {
        if (error instanceof StoreDamagedError) return undefined;
        throw error;
      }
    };
    const page = Array.from({ length: pages - 1 }, (_, index) => pages - 1 - index).find((one) => {
      const seq = flipped(one);
      return seq !== undefined && seq > 1;
    });
    expect(page).toBeDefined();
    const seq = flipped(page ?? 0) ?? 0;
    expect(seq).toBeGreaterThan(1);
    expect(seq).toBeLessThanOrEqual(60);
    const { status, err } = await verify(dir);
    expect(status).toBe(1);
    expect(err).toMatch(
      new RegExp(`can't be read from epoch \\d+, seq ${seq} on, .* head is at epoch \\d+, seq 60\\.$`),
    );
  });
});
