import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../devices/transports/transport.ts';
import { openDatabase } from '../../../electron/core/store/database.ts';
import { migrations } from '../../../electron/core/store/migrations/index.ts';
import { type Outside, startOutside } from '../../support/outside.ts';
import { KEY_TEXT, kiosk, kioskHere, named, plainConfig } from '../support/cli-bench.ts';
import { freshFolder, KEY, startStore, stop } from '../support/store-bench.ts';

let hall: Outside | undefined;
afterEach(async () => {
  await hall?.close();
  hall = undefined;
});
const openHall = async (): Promise<Outside> => {
  hall = await startOutside();
  return hall;
};

type Finding = {
  area: string;
  what?: string;
  health: string;
  says: string;
  advice?: string;
  path?: string;
};
/** The findings of a JSON report. */
const findingsIn = (out: string): readonly Finding[] => (JSON.parse(out) as { findings: Finding[] }).findings;
const about = (out: string, area: string, what?: string): Finding => {
  const found = findingsIn(out).find((one) => one.area === area && (what === undefined || one.what === what));
  if (found === undefined) throw new Error(`nothing is said of ${area} ${what ?? ''}: ${out}`);
  return found;
};
const json = (words: readonly string[], surroundings = {}) =>
  kioskHere(['doctor', '--json', ...words], surroundings);

describe('doctor', () => {
  it('says that all is well, of everything, and ends with 0', async () => {
    const { config, central } = await openHall();
    const store = startStore();
    stop(store);
    const { status, out, err } = await kiosk('doctor', ...named(config, store.dir));
    expect({ status, err }).toEqual({ status: 0, err: '' });
    for (const name of ['configuration', 'storage key', 'disk: space', 'disk: writing', 'store: audit'])
      expect(out).toMatch(new RegExp(`^ok +${name} `, 'm'));
    for (const role of ['idReader', 'ticketPrinter', 'documentPrinter', 'scanner'])
      expect(out).toMatch(new RegExp(`^ok +device: ${role} .*It is ready`, 'm'));
    for (const what of ['access', 'catalogue', 'staff list', 'queues'])
      expect(out).toMatch(new RegExp(`^ok +central system: ${what} `, 'm'));
    expect(out).toMatch(/^ok +clock .*as the central system does|^ok +clock .* s (behind|ahead of)/m);
    expect(out).toMatch(/All is well\.\n$/);
    expect(out).not.toContain(central.token);
    expect(out).not.toContain(KEY_TEXT);
    expect(central.state.heartbeats).toEqual([]);
    expect(central.state.violations).toEqual([]);
  });

  it('says in plain English what is the matter with a device and what to do', async () => {
    const { config, ticketPrinter } = await openHall();
    ticketPrinter.set({ paper: 'out' });
    const { status, out, err } = await json(named(config, join(freshFolder(), 'data')));
    expect(status).toBe(1);
    const printer = about(out, 'device', 'ticketPrinter');
    expect(printer).toMatchObject({ health: 'fault', advice: 'Load paper.' });
    expect(printer.says).toContain('It is out of paper');
    expect(err).toMatch(/^device ticketPrinter: escpos at tcp:\/\/.*It is out of paper/m);
    expect(about(out, 'device', 'idReader').health).toBe('well');
  });

  it('goes on to everything else when devices and central system are not there', async () => {
    const config = plainConfig({ devices: { ticketPrinter: { driver: 'escpos', at: 'tcp://127.0.0.1:9' } } });
    const { status, out } = await json(named(config, join(freshFolder(), 'data')));
    expect(status).toBe(1);
    const printer = about(out, 'device', 'ticketPrinter');
    expect(printer).toMatchObject({ health: 'fault', advice: expect.stringContaining('switched on') });
    expect(printer.says).toContain('Nothing answers there');
    expect(about(out, 'central system')).toMatchObject({
      health: 'fault',
      says: expect.stringContaining("can't be reached"),
    });
    expect(about(out, 'clock').health).toBe('unchecked');
    expect(about(out, 'disk', 'writing').health).toBe('well');
  });

  it('leaves nothing behind on a kiosk that was never started, not even its key', async () => {
    const dir = join(freshFolder(), 'data');
    const config = plainConfig({ storage: { key: { from: 'development' } } });
    const { out } = await json(named(config, dir));
    expect(about(out, 'storage key').says).toContain('made at the first start');
    expect(about(out, 'store').says).toContain('There is none');
    expect(existsSync(dir)).toBe(false);
  });

  it('does not disturb a running kiosk: says that it runs, and leaves its devices alone', async () => {
    const { config, ticketPrinter } = await openHall();
    ticketPrinter.set({ paper: 'out' });
    const store = startStore();
    store.append({ kind: 'door.opened' });
    const { status, out } = await kiosk('doctor', '--json', ...named(config, store.dir));
    expect(status).toBe(0);
    expect(about(out, 'store', 'database').says).toContain('A running kiosk has it in use');
    expect(about(out, 'store', 'audit').says).toContain('holds: 1 rows');
    expect(about(out, 'device', 'ticketPrinter').health).toBe('unchecked');
    store.append({ kind: 'door.closed' });
    expect(store.verifyAudit()).toMatchObject({ ok: true, rows: 2 });
  });

  it('ends with 78 for a configuration with faults, each named by its path', async () => {
    const devices = { idReader: { driver: 'sam', at: 'tcp://nowhere' }, printer: {} };
    const { status, out, err } = await kiosk('doctor', ...named(plainConfig({ devices }), freshFolder()));
    expect(status).toBe(78);
    expect(err).toMatch(/^devices\.idReader\.at: /m);
    expect(err).toMatch(/^devices\.printer: /m);
    expect(out).toMatch(/^FAULT configuration: devices\.idReader\.at /m);
  });

  it.each([
    ['is not there', { from: 'file:/nowhere/kiosk.key' }, /^storage\.key: .*can't be read/m],
    ['is of another kiosk', { from: 'env:OTHER' }, /^storage\.key: .*does not open the store/m],
  ])('ends with 78 when the storage key %s', async (_, key, words) => {
    const { dir } = startStore();
    const environment = { OTHER: Buffer.alloc(32, 9).toString('base64') };
    const { status, err } = await json(named(plainConfig({ storage: { key } }), dir), { environment });
    expect(status).toBe(78);
    expect(err).toMatch(words);
  });

  it('warns of a key that everybody on the machine can read', async () => {
    const path = join(freshFolder(), 'kiosk.key');
    writeFileSync(path, `${KEY_TEXT}\n`, { mode: 0o644 });
    const { out } = await json(
      named(plainConfig({ storage: { key: { from: `file:${path}` } } }), freshFolder()),
    );
    expect(about(out, 'storage key')).toMatchObject({ health: 'warning', advice: `chmod 600 ${path}` });
  });

  it('looks at all the rest when the key is where only the kiosk can open it', async () => {
    const { dir } = startStore();
    const { out } = await json(named(plainConfig({ storage: { key: { from: 'safe-storage' } } }), dir));
    expect(about(out, 'storage key').health).toBe('unchecked');
    expect(about(out, 'store').health).toBe('unchecked');
    expect(about(out, 'disk', 'writing').health).toBe('well');
  });

  it('names a token that the central system does not know, without showing it', async () => {
    const { central } = await openHall();
    const config = plainConfig({ central: { url: central.url, token: 'not-the-token' } });
    const { status, out, err } = await json(named(config, freshFolder()));
    expect(status).toBe(1);
    expect(about(out, 'central system', 'access').says).toBe('It does not let this kiosk in (status 401).');
    expect(out + err).not.toContain('not-the-token');
  });

  it('names the place at which a catalogue does not fit', async () => {
    const { central } = await openHall();
    central.faults.answerNext('GET', '/catalog', {
      status: 200,
      body: { version: '9', queues: [{}], items: [] },
    });
    const config = plainConfig({ central: { url: central.url, token: central.token } });
    const { status, out } = await json(named(config, freshFolder()));
    expect(status).toBe(1);
    expect(about(out, 'central system', 'catalogue').says).toContain('queues.0.id');
    expect(about(out, 'central system', 'staff list').health).toBe('well');
  });

  it('notices a clock that is minutes behind the central system', async () => {
    const { central } = await openHall();
    const config = plainConfig({ central: { url: central.url, token: central.token } });
    const slow = { ...systemClock, now: () => systemClock.now() - 10 * 60_000 };
    const { status, out } = await json(named(config, freshFolder()), { clock: slow });
    expect(status).toBe(1);
    expect(about(out, 'clock')).toMatchObject({
      health: 'fault',
      says: expect.stringMatching(/\d+ s behind/),
    });
  });

  it('notices a data folder that takes no files', async () => {
    const file = join(freshFolder(), 'in-the-way');
    writeFileSync(file, '');
    const { out } = await json(named(plainConfig(), join(file, 'data')));
    expect(about(out, 'disk', 'writing')).toMatchObject({
      health: 'fault',
      says: `${file} is a file, not a folder.`,
    });
  });

  it('notices a damaged page of the store and a changed row of its audit', async () => {
    const store = startStore();
    for (let turn = 1; turn <= 40; turn += 1) store.append({ kind: 'door.opened', fields: { turn } });
    stop(store);
    const file = join(store.dir, 'kiosk.db');
    const sql = openDatabase({ file, key: KEY, migrations });
    sql.db.exec("UPDATE audit SET kind = 'doos.opened' WHERE seq = 7");
    sql.checkpoint();
    sql.close();
    const changed = await json(named(plainConfig(), store.dir));
    expect(about(changed.out, 'store', 'audit')).toMatchObject({
      health: 'fault',
      says: expect.stringContaining('seq 7 was changed'),
    });
    const bytes = readFileSync(file);
    const last = bytes.length - 2000;
    bytes.writeUInt8(bytes.readUInt8(last) ^ 1, last);
    writeFileSync(file, bytes);
    const damaged = await json(named(plainConfig(), store.dir));
    expect(about(damaged.out, 'store', 'database')).toMatchObject({
      health: 'fault',
      says: expect.stringContaining('is damaged'),
    });
  });

  it('says how many records wait and how many were refused', async () => {
    const store = startStore();
    const refused = store.saveRecord({ kind: 'rating', path: '/ratings', body: { score: 1 } });
    store.saveRecord({ kind: 'rating', path: '/ratings', body: { score: 5 } });
    store.records.quarantine(refused.id, 'status 422');
    const { out } = await json(named(plainConfig(), store.dir));
    expect(about(out, 'store', 'records')).toMatchObject({
      health: 'warning',
      says: '1 records wait to be sent, 1 were refused by the central system.',
    });
  });
});
