import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field } from '../../../electron/contract/catalogue.ts';
import { suggestAddress } from '../../../renderer/screens/form/address-suggestions.ts';
import { textOf, typedValue } from '../../../renderer/screens/form/field-text.ts';
import { hangzhou } from '../../../renderer/screens/form/hangzhou.ts';
import { LONGEST_SIGNATURE, signaturePath } from '../../../renderer/screens/form/signature-path.ts';
import { visibleFields } from '../../../renderer/screens/form/visible.ts';

const field = (id: string, visibleIf?: Field['visibleIf']): Field => ({
  id,
  label: { 'zh-CN': id },
  kind: 'text',
  ...(visibleIf ? { visibleIf } : {}),
});

describe('questions that depend on an answer', () => {
  const fields = [
    field('renting'),
    field('landlord', { field: 'renting', equals: true }),
    field('landlordPhone', { field: 'landlord', equals: '有' }),
  ];
  const idsFor = (values: Record<string, string | boolean | string[]>): string[] =>
    visibleFields(fields, values).map(({ id }) => id);

  it('appear with the answer and go with it', () => {
    expect(idsFor({})).toEqual(['renting']);
    expect(idsFor({ renting: true })).toEqual(['renting', 'landlord']);
  });
  it('stay hidden behind a hidden question, whatever was typed there', () => {
    expect(idsFor({ renting: true, landlord: '有' })).toEqual(['renting', 'landlord', 'landlordPhone']);
    expect(idsFor({ renting: false, landlord: '有' })).toEqual(['renting']);
  });
  it('may depend on one of several chosen', () => {
    const several = [field('needs'), field('which', { field: 'needs', equals: 'other' })];
    expect(visibleFields(several, { needs: ['a', 'other'] })).toHaveLength(2);
  });
  it('never go round in circles', () => {
    const round = [field('a', { field: 'b', equals: 'x' }), field('b', { field: 'a', equals: 'x' })];
    expect(visibleFields(round, { a: 'x', b: 'x' })).toHaveLength(2);
  });
});

describe('what goes up', () => {
  it('a number goes up as a number, an amount as it was typed', () => {
    expect(typedValue('number', '12')).toBe(12);
    expect(typedValue('amount', '12.50')).toBe('12.50');
    expect(typedValue('number', '12 or so')).toBe('12 or so');
    expect(typedValue('text', '')).toBeNull();
    expect(textOf(12)).toBe('12');
  });
});

describe('places beside an address', () => {
  it('are the districts first, then the streets of the district that stands there', () => {
    expect(suggestAddress('').map(({ label }) => label)).toEqual(hangzhou.map(({ name }) => name));
    expect(suggestAddress('西湖区').map(({ label }) => label)).toContain('翠苑街道');
    expect(suggestAddress('西湖区翠').map(({ value }) => value)).toEqual(['西湖区翠苑街道']);
    expect(suggestAddress('杭州市滨江区')[0]).toEqual({ label: '西兴街道', value: '杭州市滨江区西兴街道' });
  });
  it('end once the street stands there', () => {
    expect(suggestAddress('西湖区翠苑街道文一路')).toEqual([]);
    expect(suggestAddress('西湖区文三路 90 号')).toEqual([]);
  });
  it('never take away what was typed', () => {
    for (const typed of ['上', '上城区', '杭州市', '杭州市余杭区五']) {
      for (const { value } of suggestAddress(typed)) expect(value.startsWith(typed)).toBe(true);
    }
  });
});

describe('a signature', () => {
  const point = fc.record({
    x: fc.double({ min: 0, max: 1000, noNaN: true }),
    y: fc.double({ min: 0, max: 400, noNaN: true }),
  });
  it('always fits the field and is path data, however long it was drawn', () => {
    fc.assert(
      fc.property(fc.array(fc.array(point, { maxLength: 900 }), { maxLength: 12 }), (strokes) => {
        const path = signaturePath(strokes);
        expect(path.length).toBeLessThanOrEqual(LONGEST_SIGNATURE);
        expect(path).toMatch(/^(M\d+ \d+(l-?\d+ -?\d+)*)*$/);
      }),
      { numRuns: 60 },
    );
  });
  it('keeps where a stroke began and ended', () => {
    expect(
      signaturePath([
        [
          { x: 10, y: 10 },
          { x: 11, y: 10 },
          { x: 60, y: 20 },
        ],
      ]),
    ).toBe('M10 10l50 10');
    expect(signaturePath([])).toBe('');
  });
});
