import { expect, test } from 'vitest';
import {
  printBegins,
  printEnded,
  tellUnfinishedPrints,
} from '../../../electron/core/performers/print-fate.ts';
import type { Store } from '../../../electron/core/store/store.ts';
import { MONDAY_MORNING, rememberDatabase, startStore, stop } from '../support/store-bench.ts';

const ID = '01900000-0000-7000-8000-0000000000d1';
const print = { id: ID, documentId: 'doc-1', asked: 3 };
const now = () => MONDAY_MORNING;

const told = (store: Store): readonly unknown[] => {
  const bodies: unknown[] = [];
  store.outbox.forEachWaiting(({ recordId }) => {
    bodies.push(JSON.parse(Buffer.from(store.records.bodyOf(recordId) ?? '').toString()));
  });
  return bodies;
};

test('of what was being printed when the kiosk went, the next start says that nobody knows, and says it once', () => {
  const store = startStore();
  printBegins({ store, now }, print);
  expect(told(store)).toEqual([]);
  stop(store);
  const again = startStore({ dir: store.dir });
  tellUnfinishedPrints({ store: again, now });
  tellUnfinishedPrints({ store: again, now });
  expect(told(again)).toMatchObject([
    { id: ID, documentId: 'doc-1', outcome: 'unknown', sheets: { taken: 0, spoiled: 0, unknown: 3 } },
  ]);
});

test('what became of a certificate stands, also when the kiosk goes right behind it', () => {
  const store = startStore();
  printBegins({ store, now }, print);
  const ledger = { asked: 3, taken: 3, spoiled: 0, unknown: 0 };
  printEnded({ store, now }, print, { ok: true, ledger });
  stop(store);
  const again = startStore({ dir: store.dir });
  tellUnfinishedPrints({ store: again, now });
  expect(told(again)).toMatchObject([{ id: ID, outcome: 'printed', sheets: { taken: 3, unknown: 0 } }]);
});

test('a print that was under way is told of although a damaged disk has lost that it began', () => {
  const store = startStore();
  const past = rememberDatabase(store);
  printBegins({ store, now }, print);
  const again = past.fallBack();
  tellUnfinishedPrints({ store: again, now });
  expect(told(again)).toMatchObject([{ id: ID, outcome: 'unknown', sheets: { unknown: 3 } }]);
});

test('a print whose fate the central system has is not told of again when a damaged disk has lost its end', () => {
  const store = startStore();
  printBegins({ store, now }, print);
  const past = rememberDatabase(store);
  const ledger = { asked: 3, taken: 3, spoiled: 0, unknown: 0 };
  printEnded({ store, now }, print, { ok: true, ledger });
  store.records.settle(ID, {});
  store.erase();
  const again = past.fallBack();
  tellUnfinishedPrints({ store: again, now });
  expect(told(again)).toEqual([]);
});
