import { expect, test } from 'vitest';
import { atItem, suppliesPaper } from '../support/flows.ts';
import { hall } from '../support/hall.ts';
import { Visitor } from '../support/visitor.ts';

/** 一件事一次办: each shared question and paper once, one record an item, one receipt. */

const atShopForm = (): Visitor => {
  const visitor = atItem('shop');
  visitor.act('next');
  visitor.identifies();
  visitor.sees('form');
  return visitor;
};

const atShopMaterials = (): Visitor => {
  const visitor = atShopForm();
  visitor.type({ firm: '测试面馆', phone: '13800000002' });
  visitor.act('next', 'next');
  visitor.type({ note: '两枚' });
  visitor.act('next');
  visitor.sees('materials');
  return visitor;
};

const handsIn = (): Visitor => {
  const visitor = atShopMaterials();
  suppliesPaper(visitor, 'premises', 2);
  visitor.act('next', 'confirm');
  return visitor;
};

test('a bundle is offered with the number of its items, and opens with all that is needed, each thing once', () => {
  const visitor = atItem('shop');
  expect(visitor.sees('item')).toMatchObject({
    item: { id: 'shop', route: 'kiosk', identity: 'card', promiseDays: 3 },
    parts: [{ 'zh-CN': 'opening' }, { 'zh-CN': 'seal' }],
    questions: 3,
    needs: [
      { materialId: 'premises', pages: { min: 1, max: 3 } },
      { materialId: 'permit', deferrable: true },
    ],
  });
});

test('a bundle of which the catalogue lacks an item is not shown', () => {
  const visitor = Visitor.atHome();
  visitor.touch('apply');
  expect(visitor.sees('catalogue').bundles.map(({ id }) => id)).toEqual(['shop']);
  visitor.touch('broken');
  visitor.sees('catalogue');
});

test('items’ questions come one after the other, what they share only once', () => {
  const visitor = atShopForm();
  const asked: string[][] = [];
  for (let page = 0; page < 3; page += 1) {
    const { fields } = visitor.sees('form').page;
    asked.push(fields.map(({ id }) => id));
    visitor.type({ firm: '测试面馆', phone: '13800000002', note: '两枚' });
    visitor.act('next');
  }
  expect(asked).toEqual([['firm', 'phone'], ['note'], ['note']]);
  visitor.sees('materials');
});

test('a paper that two items want is scanned once, within what suits both', () => {
  const visitor = atShopMaterials();
  expect(visitor.sees('materials').materials.map(({ id, status }) => [id, status])).toEqual([
    ['premises', 'missing'],
    ['permit', 'deferred'],
  ]);
  visitor.touch('premises');
  expect(visitor.sees('scan').material).toMatchObject({ min: 1, max: 3 });
});

test('one record an item goes to the disk at once, each under its own names', () => {
  const { order } = handsIn().take('save-submission');
  expect(order).toMatchObject({
    bundleId: 'shop',
    parts: [
      {
        item: { id: 'opening' },
        form: { firm: '测试面馆', phone: '13800000002' },
        materials: [{ materialId: 'premises', status: 'supplied', paper: { handle: 'pdf-premises' } }],
      },
      {
        item: { id: 'seal' },
        form: { firm: '测试面馆', phone: '13800000002', note: '两枚' },
        materials: [
          { materialId: 'premises', status: 'supplied', paper: { handle: 'pdf-premises' } },
          { materialId: 'permit', status: 'deferred' },
        ],
        deferredUntil: '2026-11-30',
      },
    ],
  });
  expect(order.parts[0]?.deferredUntil).toBeUndefined();
});

test('one slip tells of all of them, and waits until the last has been received', () => {
  const visitor = handsIn();
  visitor.handedIn();
  visitor.received('record-1', 'HZ-1');
  expect(visitor.all('print-slip')).toHaveLength(0);
  visitor.received('record-2', 'HZ-2');
  expect(visitor.take('print-slip').slip).toMatchObject({
    records: [
      { item: { id: 'opening' }, receiptNumber: 'HZ-1', state: 'received' },
      { item: { id: 'seal' }, receiptNumber: 'HZ-2', state: 'received' },
    ],
  });
});

test('as long as one of them is not received the receipt says "saved"', () => {
  const visitor = handsIn();
  visitor.handedIn();
  visitor.received('record-1', 'HZ-1');
  visitor.wait(5);
  visitor.slipPrinted();
  expect(visitor.sees('finish').matter).toMatchObject({
    state: 'saved',
    records: [{ receiptNumber: 'HZ-1' }, { localCode: 'K7-20' }],
  });
  visitor.received('record-2', 'HZ-2');
  expect(visitor.sees('finish').matter).toMatchObject({ state: 'received' });
});

test('one that is refused does not hurry the slip: it waits for the others, and each is told as it is', () => {
  const visitor = handsIn();
  visitor.handedIn();
  visitor.tell({ kind: 'held', id: 'record-1' });
  expect(visitor.all('print-slip')).toHaveLength(0);
  visitor.received('record-2', 'HZ-2');
  expect(visitor.all('print-slip').map(({ slip }) => slip)).toMatchObject([
    { records: [{ state: 'held' }, { state: 'received', receiptNumber: 'HZ-2' }] },
  ]);
  visitor.slipPrinted();
  expect(visitor.sees('finish').matter).toMatchObject({
    state: 'held',
    records: [{ state: 'held' }, { state: 'received' }],
  });
});

test('a bundle can be carried on with from its draft', () => {
  const visitor = atShopForm();
  visitor.type({ firm: '测试面馆' });
  visitor.wait(400);
  expect(visitor.all('keep-draft')).toMatchObject([
    { content: { itemId: 'shop', values: { firm: '测试面馆' } } },
  ]);
});

test('a bundle says why it can’t be finished when one of its items can’t, and does not open', () => {
  const visitor = Visitor.atHome();
  visitor.device('scanner', 'faulted');
  visitor.touch('apply');
  expect(visitor.sees('catalogue').bundles).toMatchObject([{ unavailable: { code: 'scanner-trouble' } }]);
  visitor.touch('shop');
  visitor.sees('catalogue');
});

test('a catalogue that changes meanwhile leaves a bundle under way as it was', () => {
  const visitor = atShopMaterials();
  visitor.tell({ kind: 'catalogue', catalogue: { ...hall, version: 'v2', items: [], bundles: [] } });
  suppliesPaper(visitor, 'premises');
  visitor.act('next', 'confirm');
  expect(visitor.take('save-submission').order.parts).toHaveLength(2);
});
