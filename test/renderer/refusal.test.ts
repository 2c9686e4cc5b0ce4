import { expect, test } from 'vitest';
import en from '../../locales/en.json' with { type: 'json' };
import zhCN from '../../locales/zh-CN.json' with { type: 'json' };
import { refusalOf } from '../../renderer/operator/refusal.ts';

test.each([
  ['unreadable', { key: 'unreadable' }],
  ['status 422 fault', { key: 'unfit', status: '422' }],
  ['status 400', { key: 'unfit', status: '400' }],
  ['status 422 idempotency-key-reuse', { key: 'otherBefore', status: '422' }],
  ['status 403', { key: 'status', status: '403' }],
  ['upload status 413', { key: 'upload', status: '413' }],
  ['something else', { key: 'unknown' }],
] as const)('the reason "%s" has a sentence for staff in every language', (reason, refusal) => {
  expect(refusalOf(reason)).toEqual(refusal);
  for (const { staff } of [zhCN, en]) expect(staff.refusal[refusal.key]).toMatch(/./);
});
