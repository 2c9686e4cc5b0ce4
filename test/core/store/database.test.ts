import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { linkAfter } from '../../../electron/core/store/audit-chain.ts';
import { headSeal } from '../../../electron/core/store/audit-head.ts';
import { sha256Hex } from '../../../electron/core/store/crypto.ts';
import { migrate, openDatabase, schemaVersion } from '../../../electron/core/store/database.ts';
import {
  StorageFullError,
  StorageKeyError,
  StoreDamagedError,
  StoreInUseError,
  StoreTooNewError,
} from '../../../electron/core/store/errors.ts';
import { inspectAudit } from '../../../electron/core/store/inspect.ts';
import { migrations } from '../../../electron/core/store/migrations/index.ts';
import { outboxHash } from '../../../electron/core/store/outbox-hash.ts';
import { openStore } from '../../../electron/core/store/store.ts';
import {
  block,
  bytesBelow,
  freshFolder,
  KEY,
  seededRandom,
  startStore,
  stop,
  wish,
} from '../support/store-bench.ts';

const database = (dir: string, key: Uint8Array = KEY) =>
  openDatabase({ file: join(dir, 'kiosk.db'), key, migrations, patience: 50 });

describe('the encrypted database', () => {
  it('syncs every commit, also after it was opened again', () => {
    const dir = freshFolder();
    for (const opening of [1, 2]) {
      const sql = database(dir);
      sql.transact(() =>
        sql.db.prepare('INSERT INTO settings (key, value) VALUES (?, ?)').run(`at ${opening}`, '1'),
      );
      expect(sql.db.pragma('synchronous', { simple: true })).toBe(2);
      expect(sql.db.pragma('journal_mode', { simple: true })).toBe('wal');
      expect(sql.db.pragma('secure_delete', { simple: true })).toBe(1);
      expect(sql.db.pragma('foreign_keys', { simple: true })).toBe(1);
      sql.close();
    }
  });

  it('shows nothing of a citizen in any file, neither before nor after the log is moved', () => {
    const store = startStore();
    store.addBlock(block());
    store.issueTicket(wish({ personKey: 'resident-id:330106195203070023' }));
    store.saveRecord({
      kind: 'submission',
      path: '/submissions',
      personKey: 'resident-id:330106195203070023',
      body: { applicant: { name: '张素琴', idNumber: '330106195203070023' }, form: { phone: '13900001111' } },
      files: [
        {
          id: '01900000-0000-7000-8000-0000000000f1',
          bytes: Buffer.from('%PDF-1.7 张素琴 330106195203070023'),
          mediaType: 'application/pdf',
          pages: 1,
        },
      ],
    });
    const forbidden = ['张素琴', '330106195203070023', '13900001111', 'SQLite format 3', '%PDF'];
    const seen = () => forbidden.filter((text) => bytesBelow(store.dir).includes(text));
    expect(seen()).toEqual([]);
    stop(store);
    expect(seen()).toEqual([]);
  });

  it('begins no transaction within another, so that what is kept is never half undone', () => {
    const sql = database(freshFolder());
    const put = (key: string): void =>
      void sql.db.prepare('INSERT INTO settings (key, value) VALUES (?, ?)').run(key, '1');
    const nested = (): void =>
      sql.transact(() => {
        put('outer');
        sql.transact(() => put('inner'));
      });
    expect(nested).toThrow('within another');
    expect(sql.db.prepare('SELECT count(*) FROM settings').pluck().get()).toBe(0);
    sql.close();
  });

  it('goes on with a store that was made with the cipher of before, its log included', () => {
    const dir = freshFolder();
    const old = new Database(join(dir, 'old.db'));
    old.pragma("cipher = 'chacha20'");
    old.pragma(`key = "raw:${Buffer.from(KEY).toString('hex')}"`);
    old.pragma('journal_mode = WAL');
    migrate(old, migrations, 'old.db');
    old.pragma('wal_checkpoint(TRUNCATE)');
    old.prepare('INSERT INTO settings (key, value) VALUES (?, ?)').run('in the log', '1');
    for (const end of ['', '-wal']) cpSync(join(dir, `old.db${end}`), join(dir, `kiosk.db${end}`));
    old.close();
    for (const count of [1, 2]) {
      const sql = database(dir);
      expect(sql.db.prepare('SELECT count(*) FROM settings').pluck().get()).toBe(count);
      sql.db.prepare('INSERT INTO settings (key, value) VALUES (?, ?)').run(`${count}`, '1');
      sql.close();
    }
  });

  it('says that the key does not fit, and leaves the store as it was', () => {
    const store = startStore();
    store.addBlock(block());
    stop(store);
    const before = readFileSync(join(store.dir, 'kiosk.db'));
    expect(() => startStore({ dir: store.dir, key: Buffer.alloc(32, 8) })).toThrow(StorageKeyError);
    expect(readFileSync(join(store.dir, 'kiosk.db')).equals(before)).toBe(true);
    expect(startStore({ dir: store.dir }).numbersLeft('2026-03-02')).toEqual({ general: 20 });
  });

  it('says that a page is damaged instead of reading nonsense', () => {
    const store = startStore();
    for (let index = 0; index < 40; index += 1) {
      store.settings.put(`notice ${index}`, 'x'.repeat(3000));
    }
    stop(store);
    const file = join(store.dir, 'kiosk.db');
    const bytes = readFileSync(file);
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    expect(() => startStore({ dir: store.dir })).toThrow(StoreDamagedError);
  });

  it('says when the disk is full, and keeps nothing of what did not fit', () => {
    const dir = freshFolder();
    const sql = database(dir);
    const put = sql.db.prepare('INSERT INTO settings (key, value) VALUES (?, ?)');
    const pages = Number(sql.db.pragma('page_count', { simple: true }));
    sql.db.pragma(`max_page_count = ${pages + 2}`);
    const tooMuch = () =>
      sql.transact(() => {
        put.run('small', '1');
        put.run('large', 'x'.repeat(100_000));
      });
    expect(tooMuch).toThrow(StorageFullError);
    expect(sql.db.prepare('SELECT count(*) FROM settings').pluck().get()).toBe(0);
    sql.close();
  });

  it('lets no second program in', () => {
    const store = startStore();
    expect(() => startStore({ dir: store.dir })).toThrow(StoreInUseError);
    stop(store);
    expect(() => startStore({ dir: store.dir })).not.toThrow();
  });

  it('takes no key that is not 32 bytes', () => {
    expect(() => database(freshFolder(), Buffer.alloc(16))).toThrow(RangeError);
  });
});

describe('the schema', () => {
  const salt = '00'.repeat(32);
  const digest = sha256Hex(Buffer.from(`${salt}7b7d`, 'hex'));
  const hash = outboxHash({ recordId: 'r1', path: '/tickets', lane: 'light', orderKey: 'o' }, digest);
  const old = `INSERT INTO records (id, kind, local_code, created_at, state, seal_alg, payload, digest, digest_alg)
    VALUES ('r1', 'ticket', 'AAAA-BBBB', 1, 'waiting', 'none', x'${salt}7b7d', '${digest}', 'SHA-256');
    INSERT INTO outbox (record_id, path, lane, order_key`;
  /** One that waits, as the schema of this version has it. */
  const waiting = (from: number): string => {
    if (from < 6) return `${old}) VALUES ('r1', '/tickets', 'light', 'o');`;
    if (from < 8) return `${old}, hash) VALUES ('r1', '/tickets', 'light', 'o', '${hash}');`;
    return `INSERT INTO outbox (seq, record_id, path, lane, order_key, hash, seal_alg, payload)
        VALUES (7, 'r1', '/tickets', 'light', 'o', '${hash}', 'none', x'${salt}7b7d');
      INSERT INTO records (id, kind, created_at, state, outbox_seq, digest, digest_alg)
        VALUES ('r1', 'ticket', 1, 'waiting', 7, '${digest}', 'SHA-256');`;
  };
  const rowsOf = (from: number): Readonly<Record<number, string>> => ({
    1: waiting(from),
    2: `INSERT INTO ticket_blocks VALUES ('b1', 'general', '2026-03-02', 'A', 1, 20, 5, 'open', 1);
        INSERT INTO tickets VALUES ('r1', 'b1', 'general', '2026-03-02', 'A004', NULL, NULL, NULL);`,
    3: `INSERT INTO identity VALUES ('signing', 'Ed25519', x'${'11'.repeat(32)}');`,
    4: `INSERT INTO settings VALUES ('sheets', '250');`,
    5: '',
    6: '',
    7: '',
    8: '',
  });
  const storeOf = (from: number): string => {
    const dir = freshFolder();
    const early = openDatabase({
      file: join(dir, 'kiosk.db'),
      key: KEY,
      migrations: migrations.slice(0, from),
    });
    for (let version = 1; version <= from; version += 1) early.db.exec(rowsOf(from)[version] ?? '');
    early.close();
    return dir;
  };

  it.each(migrations.map(({ version }) => version))(
    'goes from version %i to the newest with all that is in it',
    (from) => {
      const dir = storeOf(from);
      const store = startStore({ dir });
      expect(store.outcomeOf('r1')).toMatchObject({ kind: 'ticket', state: 'waiting' });
      expect(Buffer.from(store.records.bodyOf('r1') ?? []).toString()).toBe('{}');
      expect(store.backlog().records).toBe(1);
      expect(store.numbersLeft('2026-03-02')).toEqual(from >= 2 ? { general: 16 } : {});
      if (from >= 4) expect(store.settings.get('sheets')).toBe(250);
      stop(store);
      const sql = database(dir);
      expect(schemaVersion(sql.db)).toBe(migrations.length);
      sql.close();
    },
  );

  it.each([3, 4, 5, 6, 7])(
    'of version %i has an audit chain that holds before it is brought up to date and after, told no further than it was',
    (from) => {
      const dir = storeOf(from);
      const first = linkAfter(undefined, 1000, { id: 'e1', at: 'then', kind: 'door.opened', fields: {} });
      const second = linkAfter(first, 1000, { id: 'e2', at: 'then', kind: 'door.closed', fields: {} });
      const { epoch, seq, signature, alg } = headSeal(KEY).seal(second);
      const sql = openDatabase({
        file: join(dir, 'kiosk.db'),
        key: KEY,
        migrations: migrations.slice(0, from),
      });
      for (const row of [first, second])
        sql.db
          .prepare(
            'INSERT INTO audit (epoch, seq, id, at, kind, fields, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
          )
          .run(row.epoch, row.seq, row.id, row.at, row.kind, '{}', row.prev, row.hash);
      sql.db
        .prepare('INSERT INTO audit_head VALUES (1, ?, ?, ?, ?, ?)')
        .run(epoch, seq, second.hash, signature, alg);
      sql.db.exec(
        from < 6 ? 'UPDATE audit SET told = 1 WHERE seq = 1' : 'INSERT INTO audit_told VALUES (1, 1000, 1)',
      );
      sql.close();
      expect(inspectAudit({ dir, key: KEY })).toMatchObject({ ok: true, rows: 2 });
      const store = startStore({ dir });
      expect(store.verifyAudit()).toMatchObject({ ok: true, rows: 2 });
      expect(store.audit.untold(9).map(({ line }) => JSON.parse(line).kind)).toEqual(['door.closed']);
      store.append({ kind: 'door.opened' });
      expect(store.verifyAudit()).toMatchObject({ ok: true, rows: 3, head: { epoch: 1000, seq: 3 } });
    },
  );

  it('stays as it was when a step fails half-way', () => {
    const db = new Database(':memory:');
    const failing = {
      version: 2,
      up: () => {
        db.exec('CREATE TABLE half (a)');
        db.exec('this is no SQL');
      },
    };
    const first = { version: 1, up: () => db.exec('CREATE TABLE whole (a)') };
    expect(() => migrate(db, [first, failing], 'memory')).toThrow();
    expect(schemaVersion(db)).toBe(1);
    expect(db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all()).toEqual([
      'whole',
    ]);
    db.close();
  });

  it('of a newer program is not touched', () => {
    const dir = freshFolder();
    const newer = { version: migrations.length + 1, up: () => undefined };
    openDatabase({ file: join(dir, 'kiosk.db'), key: KEY, migrations: [...migrations, newer] }).close();
    expect(() => startStore({ dir })).toThrow(StoreTooNewError);
  });

  it('numbers its steps 1, 2, 3 ... as their files do', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
    const folder = new URL('../../../electron/core/store/migrations/', import.meta.url);
    const files = readdirSync(folder).filter((name) => /^\d{3}-.*\.ts$/.test(name));
    expect(files.map((name) => Number(name.slice(0, 3))).sort((a, b) => a - b)).toEqual(
      migrations.map(({ version }) => version),
    );
  });
});

it('a store can be made where nothing was', () => {
  const dir = join(freshFolder(), 'deep', 'down');
  const store = openStore({
    dir,
    key: KEY,
    clock: { now: () => 0 },
    random: seededRandom('anew'),
    kioskId: 'HZ-XH-0012',
    timezone: 'Asia/Shanghai',
  });
  expect(store.backlog()).toEqual({ records: 0, files: 0, quarantined: 0, unclear: 0 });
  store.close();
});
