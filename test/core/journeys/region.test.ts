import { expect, test } from 'vitest';
import { atItem } from '../support/flows.ts';

/** 跨省通办: which of the item's regions it is for. */

test('the region is the first question, goes up as the region, and is no answer of the form', () => {
  const visitor = atItem('regional');
  visitor.act('next');
  const { page } = visitor.sees('form');
  expect(page.fields).toMatchObject([
    { id: 'region', options: [{ id: 'here' }, { id: '上海' }, { id: '江苏' }] },
  ]);
  visitor.type({ region: '江苏' });
  visitor.act('next');
  visitor.type({ note: '说明' });
  visitor.act('next', 'confirm');
  expect(visitor.take('save-submission').order.parts[0]).toMatchObject({
    region: '江苏',
    form: { note: '说明' },
  });
});

test.each([null, 'here'])('whoever chooses none (%s) applies here', (region) => {
  const visitor = atItem('regional');
  visitor.act('next');
  visitor.type({ region });
  visitor.act('next', 'next', 'confirm');
  const part = visitor.take('save-submission').order.parts[0];
  expect(part?.region).toBeUndefined();
  expect(part?.form).toEqual({});
});

test('a region that the item does not name is not taken', () => {
  const visitor = atItem('regional');
  visitor.act('next');
  visitor.type({ region: '北京' });
  visitor.act('next');
  expect(visitor.sees('form').errors).toEqual({ region: 'choose-one' });
});
