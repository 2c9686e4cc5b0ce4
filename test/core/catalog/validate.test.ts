import { expect, test } from 'vitest';
import { Field } from '../../../electron/contract/catalogue.ts';
import type { FieldValue } from '../../../electron/contract/field-value.ts';
import { normalised } from '../../../electron/core/catalog/normalise.ts';
import { fieldError } from '../../../electron/core/catalog/validate.ts';

const field = (more: object): Field =>
  Field.parse({
    id: 'f',
    label: { 'zh-CN': '问' },
    kind: 'text',
    required: true,
    options: [
      { id: 'a', label: { 'zh-CN': '甲' } },
      { id: 'b', label: { 'zh-CN': '乙' } },
    ],
    ...more,
  });

/** As it goes from the screen: normalised first, then judged. */
const judge = (more: object, value: FieldValue | null): string | undefined => {
  const asked = field(more);
  return fieldError(asked, normalised(asked, value));
};

test.each<[object, FieldValue | null, string | undefined]>([
  [{ kind: 'number', min: 1, max: 10 }, '1', undefined],
  [{ kind: 'number', min: 1, max: 10 }, '10', undefined],
  [{ kind: 'number', min: 1, max: 10 }, '0.99', 'too-small'],
  [{ kind: 'number', min: 1, max: 10 }, 11, 'too-large'],
  [{ kind: 'number' }, '1e3', 'not-a-number'],
  [{ kind: 'number' }, '0x10', 'not-a-number'],
  [{ kind: 'number' }, '12a', 'not-a-number'],
  [{ kind: 'number', min: -5 }, '-5', undefined],
  [{ kind: 'amount', min: '0.5', max: '100' }, '100.00', undefined],
  [{ kind: 'amount', max: 100 }, '100.01', 'too-large'],
  [{ kind: 'amount', min: '0.5' }, '0.49', 'too-small'],
  [{ kind: 'amount' }, '1.234', 'not-a-number'],
  [{ kind: 'amount' }, '-1', 'not-a-number'],
  [{ kind: 'date', min: '2026-01-01', max: '2026-12-31' }, '2026-12-31', undefined],
  [{ kind: 'date', min: '2026-01-01' }, '2025-12-31', 'too-early'],
  [{ kind: 'date', max: '2026-12-31' }, '2027-01-01', 'too-late'],
  [{ kind: 'date' }, '2026-02-29', 'date'],
  [{ kind: 'date' }, '2024-02-29', undefined],
  [{ kind: 'date' }, '2026-13-01', 'date'],
  [{ kind: 'date' }, '2026-1-1', 'date'],
  [{ kind: 'choice' }, 'a', undefined],
  [{ kind: 'choice' }, 'c', 'choose-one'],
  [{ kind: 'choice' }, ['a'], 'choose-one'],
  [{ kind: 'choices', min: 1, max: 1 }, ['a', 'b'], 'too-large'],
  [{ kind: 'choices' }, ['a', 'c'], 'choose-one'],
  [{ kind: 'choices' }, [], 'required'],
  [{ kind: 'yesNo' }, 'yes', undefined],
  [{ kind: 'yesNo' }, false, undefined],
  [{ kind: 'yesNo' }, 'perhaps', 'choose-one'],
  [{ kind: 'text', min: 2, max: 3 }, '字', 'too-short'],
  [{ kind: 'text', min: 2, max: 3 }, '𠮷𠮷𠮷', undefined],
  [{ kind: 'text', max: 3 }, '四个字了', 'too-long'],
  [{ kind: 'text', pattern: '[A-Z]{2}\\d+' }, 'SZ12', undefined],
  [{ kind: 'text', pattern: '[A-Z]{2}\\d+' }, 'xSZ12', 'pattern'],
  [{ kind: 'text', pattern: '[\\w-.]+' }, 'a b', 'pattern'],
  [{ kind: 'text', pattern: '(' }, 'anything', undefined],
  [{ kind: 'text' }, '   ', 'required'],
  [{ kind: 'text' }, 7, 'pattern'],
  [{ kind: 'name' }, '古丽·测试', undefined],
  [{ kind: 'name' }, 'T3st', 'name'],
  [{ kind: 'phone' }, '13800000001', undefined],
  [{ kind: 'phone' }, '0571-87654321', undefined],
  [{ kind: 'phone' }, '12345', 'phone'],
  [{ kind: 'idNumber' }, ' 11010519491231002x ', undefined],
  [{ kind: 'idNumber' }, '110105194912310021', 'id-number'],
  [{ kind: 'idNumber', pattern: '33.*' }, '11010519491231002X', 'pattern'],
  [{ kind: 'idNumber', pattern: '11.*' }, '11010519491231002x', undefined],
  [{ kind: 'signature' }, null, 'required'],
])('%j with %j is judged %s', (more, value, error) => {
  expect(judge(more, value)).toBe(error);
});

test('an empty answer is wrong only where one is required', () => {
  for (const kind of [
    'text',
    'name',
    'idNumber',
    'phone',
    'date',
    'choice',
    'choices',
    'number',
    'amount',
    'yesNo',
  ]) {
    expect(judge({ kind, required: false }, null)).toBeUndefined();
    expect(judge({ kind, required: false }, '')).toBeUndefined();
    expect(judge({ kind }, '')).toBe('required');
  }
});

test('values are kept as they go up: numbers as numbers, amounts as they were typed, ID numbers in capitals', () => {
  expect(normalised(field({ kind: 'number' }), ' 12.50 ')).toBe(12.5);
  expect(normalised(field({ kind: 'amount' }), '12.50')).toBe('12.50');
  expect(normalised(field({ kind: 'idNumber' }), '11010519491231002x')).toBe('11010519491231002X');
  expect(normalised(field({ kind: 'yesNo' }), 'no')).toBe(false);
  expect(normalised(field({ kind: 'choices' }), ['a'])).toEqual(['a']);
});
