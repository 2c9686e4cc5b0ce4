import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { exportUnsent, readExport } from '../../../electron/core/store/export.ts';
import { bytesBelow, freshFolder, KEY, seededRandom, startStore, ZHANG } from '../support/store-bench.ts';

const FILE = '01900000-0000-7000-8000-0000000000f1';
const pdf = Buffer.from('%PDF-1.7 张素琴');

it('a damaged paper keeps nothing else from being carried away', () => {
  const store = startStore();
  const file = { id: FILE, bytes: pdf, mediaType: 'application/pdf', pages: 1 };
  const bad = store.saveRecord({ kind: 'supplement', path: '/supplements', body: {}, files: [file] });
  const good = store.saveRecord({ kind: 'rating', path: '/ratings', body: { score: 5 } });
  writeFileSync(join(store.dir, 'files', `${FILE}.sealed`), 'HSF1 damaged by the disk');
  const to = freshFolder();
  const result = exportUnsent(store, { to, storageKey: KEY, random: seededRandom('export') });
  expect(result).toEqual({ records: 1, files: 0, unreadable: [bad.id] });
  expect(readExport(to, KEY)?.records.map(({ id }) => id)).toEqual([good.id]);
});

it('what was not sent can be carried away sealed, with its papers, and stays on the kiosk', () => {
  const store = startStore();
  const sent = store.saveRecord({ kind: 'rating', path: '/ratings', body: { score: 5 } });
  store.records.settle(sent.id, {});
  const unsent = store.saveRecord({
    kind: 'submission',
    path: '/submissions',
    personKey: ZHANG,
    files: [{ id: FILE, bytes: pdf, mediaType: 'application/pdf', pages: 1 }],
    body: ({ id }) => ({ id, applicant: { name: '张素琴' } }),
  });
  const refused = store.saveRecord({ kind: 'rating', path: '/ratings', body: { score: 1 } });
  store.records.quarantine(refused.id, 'status 422');

  const to = join(freshFolder(), 'stick');
  const result = exportUnsent(store, { to, storageKey: KEY, random: seededRandom('export') });
  expect(result).toEqual({ records: 2, files: 1, unreadable: [] });
  expect(bytesBelow(to).includes('张素琴')).toBe(false);
  expect(readExport(to, Buffer.alloc(32, 8))).toBeUndefined();
  const bundle = readExport(to, KEY);
  expect(bundle?.records.map(({ id, path }) => [id, path])).toEqual([
    [unsent.id, '/submissions'],
    [refused.id, '/ratings'],
  ]);
  expect(Buffer.from(bundle?.records[0]?.body ?? '', 'base64')).toEqual(
    Buffer.from(store.records.bodyOf(unsent.id) ?? []),
  );
  expect(bundle?.fileOf(FILE).equals(pdf)).toBe(true);
  expect(store.backlog()).toMatchObject({ records: 1, quarantined: 1 });
});
