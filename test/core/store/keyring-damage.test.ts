import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StoreDamagedError } from '../../../electron/core/store/errors.ts';
import { keysIn, numberIn, save, smash, smashAll } from '../support/damage.ts';
import { freshFolder, recoverStore, startStore, stop } from '../support/store-bench.ts';

describe('a damaged keyring', () => {
  const KEYRINGS = ['keyring.db', 'keyring-twin.db'] as const;

  it.each(KEYRINGS)('costs no key, wherever %s is hit: its twin has them all', (name) => {
    for (const page of [0, 1, 5, 'all'] as const) {
      const store = startStore();
      const ids = Array.from({ length: 40 }, (_, number) => save(store, number));
      stop(store);
      const file = join(store.dir, name);
      if (page === 'all') smashAll(file);
      else smash(file, 4096 * page, 4096);
      const again = recoverStore({ dir: store.dir });
      expect(again.recovery).toMatchObject({ databaseReplaced: false, keysLost: false });
      expect(again.recovery?.damage).toEqual([expect.stringContaining(name)]);
      expect(ids.map((id) => numberIn(again, id))).toEqual(ids.map((_, number) => number));
      expect(again.scrub()).toBe(0);
      expect(again.restored).toBe(false);
      stop(again);
      const third = startStore({ dir: store.dir });
      expect([third.recovery, third.keysMended]).toEqual([undefined, 0]);
    }
  });

  it.each(KEYRINGS)('whose log (%s) was cut short gets back what the log held', (name) => {
    const store = startStore();
    const ids = [1, 2, 3].map((number) => save(store, number));
    const dir = freshFolder();
    cpSync(store.dir, dir, { recursive: true });
    smash(join(dir, `${name}-wal`), 32 + 24 + 4096 + 100, 1);
    const again = recoverStore({ dir });
    expect(again.keysMended).toBeGreaterThanOrEqual(128);
    expect(ids.map((id) => numberIn(again, id))).toEqual([1, 2, 3]);
    const kinds = again.audit.untold(99).map(({ line }) => JSON.parse(line).kind);
    expect(kinds).toContain('keyring.mended');
  });

  it('that is missing is made anew', () => {
    for (const name of KEYRINGS) {
      const store = startStore();
      const id = save(store, 1);
      stop(store);
      rmSync(join(store.dir, name));
      expect(numberIn(startStore({ dir: store.dir }), id)).toBe(1);
    }
  });

  it('gives no erased key back when a kill came between the two files', () => {
    const store = startStore();
    const id = save(store, 1);
    const kept = save(store, 2);
    const keyId = store.outbox.keyIdOf(id) ?? '';
    const dir = freshFolder();
    cpSync(join(store.dir, 'keyring-twin.db'), join(dir, 'keyring-twin.db'));
    cpSync(join(store.dir, 'keyring-twin.db-wal'), join(dir, 'keyring-twin.db-wal'));
    store.records.settle(id, {});
    store.erase();
    stop(store);
    for (const end of ['', '-wal'])
      cpSync(join(dir, `keyring-twin.db${end}`), join(store.dir, `keyring-twin.db${end}`));
    const again = startStore({ dir: store.dir });
    expect(numberIn(again, kept)).toBe(2);
    stop(again);
    for (const name of KEYRINGS) expect(keysIn(store.dir, name)).not.toContain(keyId);
  });

  it('is found by the daily look while the kiosk runs', () => {
    const store = startStore();
    // More pages than the log holds anew.
    for (let number = 0; number < 300; number += 1) save(store, number);
    stop(store);
    const again = startStore({ dir: store.dir });
    const faults: unknown[] = [];
    again.onFault((fault) => faults.push(fault));
    smashAll(join(store.dir, 'keyring-twin.db'));
    expect(() => again.scrub()).toThrow(StoreDamagedError);
    expect(faults).toHaveLength(1);
  });

  it('on both sides gives what the sound pages of either hold; of the rest the records are kept for staff', () => {
    const store = startStore();
    const ids = Array.from({ length: 100 }, (_, number) => save(store, number));
    stop(store);
    for (const name of KEYRINGS) smash(join(store.dir, name), 4096 * 5, 4096);
    const again = recoverStore({ dir: store.dir });
    expect(again.recovery).toMatchObject({ databaseReplaced: false, keysLost: true });
    const readable = ids.filter((id, number) => numberIn(again, id) === number);
    expect(readable.length).toBeGreaterThan(20);
    expect(readable.length).toBeLessThan(100);
    expect(again.scrub()).toBe(100 - readable.length);
    expect(again.quarantined().every(({ reason }) => reason === 'unreadable')).toBe(true);
    expect(again.backlog()).toMatchObject({ records: readable.length, quarantined: 100 - readable.length });
    expect(again.restored).toBe(false);
  });
});
