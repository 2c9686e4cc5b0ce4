import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backupsIn } from '../../../electron/core/store/backups.ts';
import { numberIn, save, smashAll } from '../support/damage.ts';
import { bytesBelow, freshFolder, KEY, recoverStore, startStore, stop } from '../support/store-bench.ts';

describe('a backup', () => {
  it('is verified, kept twice, and holds no data key and nothing in clear', () => {
    const store = startStore();
    for (const round of [1, 2, 3]) {
      store.saveRecord({ kind: 'report', path: '/reports', body: { text: `张素琴 ${round}` } });
      expect(existsSync(store.backUp())).toBe(true);
    }
    expect(backupsIn(store.dir).map(({ number }) => number)).toEqual([3, 2]);
    expect(readdirSync(join(store.dir, 'backups')).sort()).toEqual([
      '00002.db',
      '00002.journal',
      '00003.db',
      '00003.journal',
    ]);
    expect(bytesBelow(store.dir).includes('张素琴')).toBe(false);
  });

  it('that can not be written leaves the one before and every journal', () => {
    const store = startStore();
    store.backUp();
    const id = save(store, 1);
    mkdirSync(join(store.dir, 'backups', '00002.db.making-wal', 'x'), { recursive: true });
    expect(() => store.backUp()).toThrow();
    rmSync(join(store.dir, 'backups', '00002.db.making-wal'), { recursive: true });
    const later = save(store, 2);
    stop(store);
    smashAll(join(store.dir, 'kiosk.db'));
    const again = recoverStore({ dir: store.dir });
    expect([id, later].map((each) => numberIn(again, each))).toEqual([1, 2]);
  });
});

describe('the check of the storage key', () => {
  it('once damaged does not keep the right key out', () => {
    const store = startStore();
    const id = save(store, 1);
    stop(store);
    writeFileSync(join(store.dir, 'key-check.json'), 'ruined');
    expect(numberIn(startStore({ dir: store.dir }), id)).toBe(1);
    expect(() => startStore({ dir: freshFolder(), key: KEY })).not.toThrow();
  });
});
