import { expect, test } from 'vitest';
import { whereOf } from '../../renderer/screens/catalogue/where.ts';

test('what costs a fee is listed under what is done elsewhere, as everything for the counter or online is', () => {
  expect(whereOf({ route: 'kiosk' })).toBe('kiosk');
  expect(whereOf({ route: 'print' })).toBe('print');
  for (const line of [
    { route: 'kiosk', fee: '20 元' },
    { route: 'print', fee: '10 元' },
    { route: 'counter' },
    { route: 'online' },
  ] as const)
    expect(whereOf(line)).toBe('elsewhere');
});
