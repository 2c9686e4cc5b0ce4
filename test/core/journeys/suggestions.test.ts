import { expect, test } from 'vitest';
import { atReceiptWaiting } from '../support/flows.ts';
import { knownPerson } from '../support/people.ts';
import { Visitor } from '../support/visitor.ts';

/** 主动服务: what the central system thinks of, once the person is known. */

const suggestions = [
  { itemId: 'residence', reason: '居住证快到期' },
  { itemId: 'gone', reason: '这里没有' },
  { itemId: 'counter', reason: '窗口办' },
  { itemId: 'plain', reason: '您可能需要' },
];

const atFinish = (): Visitor => {
  const visitor = Visitor.atHome();
  visitor.touch('ticket', 'insurance');
  visitor.presence('present');
  visitor.cardReads();
  visitor.centralKnows({ ...knownPerson, suggestions });
  visitor.ticketIssued();
  visitor.slipPrinted();
  return visitor;
};

test('the choice of items begins with what this person may need, and why', () => {
  const visitor = atFinish();
  visitor.act('home');
  visitor.touch('apply');
  expect(visitor.sees('catalogue').suggestions[0]).toEqual(suggestions[0]);
});

test('the end of a matter offers what can be done here now, and a touch opens it', () => {
  const visitor = atFinish();
  expect(visitor.sees('finish').suggestions.map(({ itemId }) => itemId)).toEqual(['residence', 'plain']);
  visitor.touch('counter');
  visitor.sees('finish');
  visitor.touch('plain');
  expect(visitor.sees('item').item.id).toBe('plain');
  visitor.act('back');
  visitor.sees('home');
});

test('nobody is offered what they have just handed in', () => {
  const { visitor, id } = atReceiptWaiting();
  visitor.received(id);
  visitor.slipPrinted();
  expect(visitor.sees('finish').suggestions).toEqual([]);
});

test('whoever is not known is offered nothing', () => {
  const visitor = Visitor.atHome();
  visitor.touch('ticket', 'general');
  visitor.ticketIssued();
  visitor.slipPrinted();
  expect(visitor.sees('finish').suggestions).toEqual([]);
});
