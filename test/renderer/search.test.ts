import { describe, expect, it } from 'vitest';
import { search } from '../../renderer/screens/catalogue/search.ts';
import { items } from './fixtures/finding.ts';

const found = (query: string): string[] => search(items, query).map(({ id }) => id);

describe('search in the catalogue', () => {
  it('finds an item by the initials of its pinyin', () => {
    expect(found('jzz')).toEqual(['residence']);
  });

  it('finds it by whole pinyin, and by pinyin that is half typed', () => {
    expect(found('juzhuzheng')).toEqual(['residence']);
    expect(found('juzhuz')).toEqual(['residence']);
  });

  it('does not care for capitals, spaces or full-width letters', () => {
    expect(found('J Z Z')).toEqual(['residence']);
    expect(found('ｊｚｚ')).toEqual(['residence']);
  });

  it('finds an item by part of its Chinese or English name', () => {
    expect(found('转移登记')).toEqual(['property-transfer']);
    expect(found('senior')).toEqual(['elder-card']);
  });

  it('finds an item by what people call it, typed or by initials', () => {
    expect(found('过户')).toEqual(['property-transfer']);
    expect(found('gh')).toContain('property-transfer');
  });

  it('puts names that begin with what was typed first', () => {
    expect(found('社保')).toEqual(['insurance-proof', 'flexible']);
  });

  it('finds nothing where nothing fits, and everything where nothing is typed', () => {
    expect(found('zzzz')).toEqual([]);
    expect(found('  ')).toEqual(items.map(({ id }) => id));
  });
});
