import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { putBack } from '../../../electron/core/store/recover.ts';
import {
  block,
  bytesBelow,
  KEY,
  MONDAY_MORNING,
  movableClock,
  startStore,
  stop,
  TODAY,
  wish,
  ZHANG,
} from '../support/store-bench.ts';

const issued = (result: ReturnType<ReturnType<typeof startStore>['issueTicket']>) => {
  if (!result.ok) throw new Error(result.reason);
  return result;
};

describe('a ticket', () => {
  it('has prefix and at least three digits, and no number is given out twice', () => {
    const store = startStore();
    store.addBlock(block({ from: 7, to: 9 }));
    store.addBlock(block({ id: '01900000-0000-7000-8000-00000000b10d', from: 998, to: 1001 }));
    const numbers = Array.from({ length: 7 }, () => issued(store.issueTicket(wish())).number);
    expect(numbers).toEqual(['A007', 'A008', 'A009', 'A998', 'A999', 'A1000', 'A1001']);
    expect(store.issueTicket(wish())).toEqual({ ok: false, reason: 'no-numbers-left' });
  });

  it('is saved as one with its outbox item and its audit row', () => {
    const store = startStore();
    store.addBlock(block());
    const { id, number } = issued(store.issueTicket(wish()));
    expect(store.backlog()).toMatchObject({ records: 1, oldestAt: '2026-03-02T09:00:00+08:00' });
    const body = JSON.parse(Buffer.from(store.records.bodyOf(id) ?? []).toString());
    expect(body).toEqual({ id, number, blockId: block().id, kioskId: 'HZ-XH-0012', ...wish() });
    expect(store.audit.untold(10).map(({ line }) => JSON.parse(line).kind)).toEqual([
      'block.added',
      'ticket.issued',
    ]);
  });

  it('is the only live one a person has in a queue on that day', () => {
    const store = startStore();
    store.addBlock(block());
    store.addBlock(block({ id: '01900000-0000-7000-8000-00000000b10d', queueId: 'tax', prefix: 'T' }));
    const mine = wish({ personKey: ZHANG });
    const first = issued(store.issueTicket(mine));
    expect(store.issueTicket(mine)).toEqual({ ok: false, reason: 'one-ticket-only', number: first.number });
    expect(store.issueTicket({ ...mine, queueId: 'tax' }).ok).toBe(true);
    expect(store.issueTicket(wish({ personKey: 'resident-id:330106199001011234' })).ok).toBe(true);
    expect(store.issueTicket(wish()).ok).toBe(true);
    expect(store.voidTicket(first.id, 'given back')).toBe(true);
    expect(store.voidTicket(first.id, 'given back')).toBe(false);
    const second = issued(store.issueTicket(mine));
    expect(second.number).not.toBe(first.number);
  });

  it('that could not be had leaves nothing behind', () => {
    const store = startStore();
    expect(store.issueTicket(wish({ personKey: ZHANG }))).toEqual({ ok: false, reason: 'no-numbers-left' });
    expect(store.backlog()).toEqual({ records: 0, files: 0, quarantined: 0, unclear: 0 });
    expect(store.audit.head()).toBeUndefined();
  });

  it('of yesterday no longer tells who took it, and is not in the way today', () => {
    const clock = movableClock();
    const store = startStore({ clock });
    store.addBlock(block());
    const person = wish({ personKey: ZHANG });
    issued(store.issueTicket(person));
    clock.time += 86_400_000;
    store.closePastDays('2026-03-03');
    store.addBlock(block({ id: '01900000-0000-7000-8000-00000000b10d', businessDate: '2026-03-03' }));
    expect(store.issueTicket({ ...person, businessDate: '2026-03-03' }).ok).toBe(true);
    expect(store.issueTicket(wish())).toEqual({ ok: false, reason: 'no-numbers-left' });
  });
});

describe('a block', () => {
  it('is taken once, and never when it overlaps another', () => {
    const store = startStore();
    expect(store.addBlock(block())).toBe('added');
    expect(store.addBlock(block())).toBe('known');
    expect(store.addBlock(block({ id: '01900000-0000-7000-8000-00000000b10d', from: 120, to: 130 }))).toBe(
      'overlaps',
    );
    expect(store.numbersLeft(TODAY)).toEqual({ general: 20 });
  });

  it('is released once when its day is over, with what was not used', () => {
    const store = startStore();
    store.addBlock(block());
    issued(store.issueTicket(wish()));
    store.closePastDays('2026-03-03');
    store.closePastDays('2026-03-03');
    const items: string[] = [];
    store.outbox.forEachWaiting(({ path, recordId }) => {
      if (path.endsWith('/release')) items.push(Buffer.from(store.records.bodyOf(recordId) ?? []).toString());
    });
    expect(items).toEqual(['{"from":102,"to":120}']);
    expect(store.openBlocks()).toEqual([]);
  });

  it('asked for in a restored past is not asked for again: its numbers may have been given out since', () => {
    const store = startStore();
    store.leases.request('general', TODAY, 20);
    const backup = store.backUp();
    stop(store);
    putBack(backup, store.dir, KEY);
    const again = startStore({ dir: store.dir });
    expect(again.restored).toBe(true);
    expect(again.leases.pending()).toEqual([]);
    expect(again.outbox.due('blocks', MONDAY_MORNING, 9)).toEqual([]);
  });

  it('of a restored past is given up, and the audit chain begins a new epoch', () => {
    const clock = movableClock();
    const store = startStore({ clock });
    store.addBlock(block());
    const copy = store.backUp();
    const lost = Array.from({ length: 3 }, () => issued(store.issueTicket(wish())).number);
    expect(lost).toEqual(['A101', 'A102', 'A103']);
    const before = store.auditHead();
    stop(store);
    clock.time += 60_000;
    putBack(copy, store.dir, KEY);
    const again = startStore({ dir: store.dir, clock });
    expect(again.restored).toBe(true);
    expect(again.issueTicket(wish())).toEqual({ ok: false, reason: 'no-numbers-left' });
    expect(again.auditHead()?.epoch).toBeGreaterThan(before?.epoch ?? 0);
    expect(again.verifyAudit().ok).toBe(true);
    stop(again);
    expect(startStore({ dir: store.dir, clock }).restored).toBe(false);
  });

  it('is also given up when an old copy of the database was put back by hand', () => {
    const store = startStore();
    store.addBlock(block());
    stop(store);
    const old = readFileSync(`${store.dir}/kiosk.db`);
    const later = startStore({ dir: store.dir });
    issued(later.issueTicket(wish()));
    stop(later);
    writeFileSync(`${store.dir}/kiosk.db`, old);
    rmSync(`${store.dir}/kiosk.db-wal`, { force: true });
    const again = startStore({ dir: store.dir });
    expect(again.restored).toBe(true);
    expect(again.openBlocks()).toEqual([]);
  });
});

it('a backup holds no data key, so what is erased later is erased in it too', () => {
  const store = startStore();
  const { id } = store.saveRecord({ kind: 'rating', path: '/ratings', body: { text: '张素琴' } });
  const copy = store.backUp();
  store.records.settle(id, {});
  store.erase();
  stop(store);
  putBack(copy, store.dir, KEY);
  const again = startStore({ dir: store.dir });
  expect(again.outcomeOf(id)?.state).toBe('received');
  expect(again.records.bodyOf(id)).toBeUndefined();
  expect(bytesBelow(store.dir).includes('张素琴')).toBe(false);
});
