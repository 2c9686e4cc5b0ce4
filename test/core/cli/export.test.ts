import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importBundle } from '../../central/bundle/import-bundle.ts';
import { readBundle } from '../../central/bundle/read-bundle.ts';
import { sampleCatalogue } from '../../central/data.ts';
import { kiosk, kioskHere, named, plainConfig } from '../support/cli-bench.ts';
import { application, rating } from '../support/sample-records.ts';
import { bytesBelow, freshFolder, seededRandom, startStore, stop, ZHANG } from '../support/store-bench.ts';
import { startBench } from '../support/sync-bench.ts';

const FILE = '01900000-0000-7000-8000-0000000000f1';
/** Of more than one piece. */
const scan = Buffer.concat([Buffer.from('%PDF-1.7\n'), seededRandom('scan')(700_000)]);

const centralKeys = () => {
  const { privateKey } = generateKeyPairSync('x25519');
  const pem = join(freshFolder(), 'central.pem');
  writeFileSync(pem, createPublicKey(privateKey).export({ format: 'pem', type: 'spki' }));
  return { privateKey, pem };
};

/** A stopped kiosk with one rating unsent, and its bundle. */
const carried = async () => {
  const store = startStore();
  store.saveRecord({ kind: 'rating', path: '/ratings', body: { score: 5 } });
  stop(store);
  const { privateKey, pem } = centralKeys();
  const to = join(freshFolder(), 'stick');
  const words = ['export', '--to', to, '--for', pem, ...named(plainConfig(), store.dir)];
  expect((await kioskHere(words)).status).toBe(0);
  return { to, keys: { privateKey, kioskKey: createPublicKey(store.publicKey) }, words };
};

describe('export', () => {
  it('what was carried away, handed in, and then sent by the network too has arrived once', async () => {
    const bench = await startBench({ offline: true, catalogue: sampleCatalogue() });
    const { central, store } = bench;
    const saved = store.saveRecord(application(ZHANG, FILE, scan, 2));
    const rated = store.saveRecord(rating());
    await bench.sync.close();
    stop(store);

    const { privateKey, pem } = centralKeys();
    const to = join(freshFolder(), 'stick');
    const done = await kiosk('export', '--to', to, '--for', pem, ...named(plainConfig(), store.dir));
    expect(done).toMatchObject({ status: 0, err: '' });
    expect(done.out).toMatch(/^\d+ unsent records with 1 files are in /);
    const onStick = bytesBelow(to);
    for (const secret of ['测试样例', '11010519491231002X', '13900000001', '%PDF'])
      expect(onStick.includes(secret)).toBe(false);

    await central.faults.online();
    const opened = readBundle(to, { privateKey, kioskKey: createPublicKey(store.publicKey) });
    if (!opened.ok) throw new Error(opened.why);
    const imported = await importBundle(opened.bundle, central);
    const outcomes = imported.filter(({ outcome }) => outcome !== 'left');
    expect(outcomes.map(({ id, outcome }) => [id, outcome])).toEqual([
      [saved.id, 'arrived'],
      [rated.id, 'arrived'],
    ]);
    expect(central.state.files.get(FILE)?.bytes.equals(scan)).toBe(true);

    await bench.restart();
    await bench.pass(60_000);
    expect(bench.store.outcomeOf(saved.id)).toMatchObject({
      state: 'received',
      answer: { receiptNumber: central.state.submissions[0]?.receiptNumber },
    });
    expect(bench.store.backlog()).toMatchObject({ records: 0, files: 0, quarantined: 0 });
    expect(central.state.submissions.map(({ id }) => id)).toEqual([saved.id]);
    expect(central.state.ratings).toHaveLength(1);
    expect(central.state.violations).toEqual([]);

    const again = await importBundle(opened.bundle, central);
    expect(again.filter(({ outcome }) => outcome === 'known')).toHaveLength(2);
    expect(central.state.submissions).toHaveLength(1);
  });

  it('without a key to seal for there is no bundle at all', async () => {
    const store = startStore();
    stop(store);
    const to = join(freshFolder(), 'stick');
    const refused = await kioskHere(['export', '--to', to, ...named(plainConfig(), store.dir)]);
    expect(refused.status).toBe(64);
    expect(refused.err).toContain('--for PEM');
    expect(() => statSync(to)).toThrow('ENOENT');
  });

  it('a key of another kind is refused, and so is a folder that holds anything', async () => {
    const { words, to } = await carried();
    expect(await kioskHere(words)).toMatchObject({ status: 1, err: expect.stringContaining('is not empty') });
    const pem = join(freshFolder(), 'signing.pem');
    const { publicKey } = generateKeyPairSync('ed25519');
    writeFileSync(pem, publicKey.export({ format: 'pem', type: 'spki' }));
    const other = words.map((word, index) => (words[index - 1] === '--for' ? pem : word));
    rmSync(to, { recursive: true });
    expect(await kioskHere(other)).toMatchObject({
      status: 1,
      err: `--for: "${pem}" does not hold an X25519 public key in PEM.`,
    });
  });

  it('a bundle opens for the right key only, unchanged, whole, and signed by the kiosk it says', async () => {
    const { to, keys } = await carried();
    const why = () => {
      const opened = readBundle(to, keys);
      return opened.ok ? 'opened' : opened.why;
    };
    expect(why()).toBe('opened');
    const stranger = generateKeyPairSync('x25519').privateKey;
    expect(readBundle(to, { ...keys, privateKey: stranger })).toMatchObject({ ok: false });
    const otherKiosk = generateKeyPairSync('ed25519').publicKey;
    expect(readBundle(to, { ...keys, kioskKey: otherKiosk })).toMatchObject({ ok: false });

    const [cover, records] = [join(to, 'bundle.json'), join(to, 'records.sealed')];
    const text = readFileSync(cover, 'utf8');
    writeFileSync(cover, text.replace('"records": 1', '"records": 0'));
    expect(why()).toBe('The bundle was not signed by this kiosk.');
    writeFileSync(cover, text);
    const bytes = readFileSync(records);
    writeFileSync(records, Buffer.concat([bytes, Buffer.of(0)]));
    expect(why()).toBe('records.sealed is of another bundle.');
    rmSync(cover);
    expect(why()).toBe('The bundle is not whole: bundle.json is missing.');
  });

  it('a record whose own copy is damaged is named, and the others are carried', async () => {
    const store = startStore();
    const bad = store.saveRecord(application(ZHANG, FILE, scan, 2));
    store.saveRecord({ kind: 'rating', path: '/ratings', body: { score: 5 } });
    stop(store);
    writeFileSync(join(store.dir, 'files', `${FILE}.sealed`), 'HSF1 damaged by the disk');
    const { pem } = centralKeys();
    const to = join(freshFolder(), 'stick');
    const words = ['export', '--to', to, '--for', pem, ...named(plainConfig(), store.dir)];
    const { status, out, err } = await kioskHere(words);
    expect(status).toBe(1);
    expect(out).toMatch(/^1 unsent records with 0 files/);
    expect(err).toContain(`The record ${bad.id} is not in the bundle`);
  });
});
