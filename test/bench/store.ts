import { randomBytes } from 'node:crypto';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openStore } from '../../electron/core/store/store.ts';
import type { Bench, Figure } from './bench.ts';
import { drainFigures } from './drain.ts';
import { backlogFigures } from './durable/backlog.ts';
import { restartFigures } from './durable/restart.ts';
import { shellRate } from './durable/sqlite-shell.ts';
import { perSecond, rateOf } from './rate.ts';

/** A submission as large as most: an applicant, ten answers, two papers named. */
const body = (id: string): object => ({
  id,
  itemId: 'residence-permit',
  applicant: {
    documentType: 'resident-id',
    name: '测试样例',
    idNumber: '11010519491231002X',
    source: 'card',
  },
  form: Object.fromEntries(
    Array.from({ length: 10 }, (_, index) => [`field${index}`, '浙江省杭州市西湖区测试路一号']),
  ),
});

/** Plain SQLite, one insert a transaction, `synchronous=FULL`: what durability costs without anything of ours. */
const plainRate = (dir: string): number => {
  const db = new Database(join(dir, 'plain.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE record (id TEXT PRIMARY KEY, body TEXT)');
  const insert = db.prepare('INSERT INTO record VALUES (?, ?)');
  const rate = rateOf(() => void insert.run(randomBytes(16).toString('hex'), JSON.stringify(body('x'))));
  db.close();
  return rate;
};

/** What the disk gives: 4 kB appended and synced. */
const syncRate = (dir: string): number => {
  const file = openSync(join(dir, 'sync'), 'w');
  const page = randomBytes(4096);
  const rate = rateOf(() => {
    writeSync(file, page);
    fdatasyncSync(file);
  });
  closeSync(file);
  return rate;
};

/** Durable submissions: data key, record, outbox item and audit row, all on disk when the call returns. */
const run = async (): Promise<readonly Figure[]> => {
  const dir = mkdtempSync(join(tmpdir(), 'kiosk-bench-'));
  const opened = openStore({
    dir: join(dir, 'store'),
    key: randomBytes(32),
    clock: { now: () => Date.now() },
    random: (count) => randomBytes(count),
    kioskId: 'HZ-XH-0012',
    timezone: 'Asia/Shanghai',
  });
  try {
    const ours = rateOf(
      () => void opened.saveRecord({ kind: 'submission', path: '/submissions', body: ({ id }) => body(id) }),
    );
    const shell = shellRate(dir, JSON.stringify(body('x')));
    const plain = plainRate(dir);
    const disk = syncRate(dir);
    return [
      {
        what: 'durable submissions',
        ours: perSecond(ours),
        peer: `the sqlite3 command line with FULL ${perSecond(shell)}`,
        ratio: ours / shell,
      },
      {
        what: 'durable submissions',
        ours: perSecond(ours),
        peer: `plain SQLite with FULL ${perSecond(plain)}`,
        ratio: ours / plain,
      },
      {
        what: 'durable submissions',
        ours: perSecond(ours),
        peer: `this disk's fdatasync ${perSecond(disk)}`,
        ratio: ours / disk,
      },
      ...backlogFigures(),
      ...(await restartFigures()),
      ...(await drainFigures()),
    ];
  } finally {
    opened.close();
    rmSync(dir, { recursive: true, force: true });
  }
};

export const store: Bench = {
  name: 'store',
  about: 'durable submissions against plain SQLite and the disk',
  run,
};
