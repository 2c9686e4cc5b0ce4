import { expect, test } from 'vitest';
import { Catalogue } from '../../../electron/contract/catalogue.ts';

const queue = { id: 'general', name: { 'zh-CN': '综合窗口' }, prefix: 'A', kind: 'general', hours: [] };

const catalogueOf = (prefix: unknown) => ({ version: '1', queues: [{ ...queue, prefix }], items: [] });

test.each(['', 'A', 'XH'])('a queue may call its numbers with the prefix "%s"', (prefix) => {
  expect(Catalogue.safeParse(catalogueOf(prefix)).success).toBe(true);
});

test('a queue without a prefix member refuses the catalogue', () => {
  expect(Catalogue.safeParse(catalogueOf(undefined)).success).toBe(false);
});
