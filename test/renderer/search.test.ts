import { describe, expect, it } from 'vitest';
import { search } from '../../renderer/screens/catalogue/search.ts';
import { largeCatalogue } from '../support/large-catalogue.ts';
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

  it('finds a character by each of its readings, and by characters and letters mixed', () => {
    const bank = [{ id: 'bank', name: { 'zh-CN': '银行开户许可', en: 'Bank account' }, keywords: ['重办'] }];
    for (const query of ['yinhang', 'yinxing', '银hang', 'yh', '行kai', 'chongban', 'zhongban', 'nv'])
      expect([query, search(bank, query).length]).toEqual([query, query === 'nv' ? 0 : 1]);
  });

  it('takes v for ü, as every keyboard does', () => {
    const women = [{ id: 'women', name: { 'zh-CN': '妇女权益', en: 'Women' }, keywords: [] }];
    expect(search(women, 'funv')).toHaveLength(1);
    expect(search(women, 'funü')).toHaveLength(1);
  });

  it('puts a name that begins with the letters before one that has them within', () => {
    const two = [
      { id: 'within', name: { 'zh-CN': '补办居住证', en: 'Replacement' }, keywords: [] },
      { id: 'first', name: { 'zh-CN': '居住证签注', en: 'Endorsement' }, keywords: [] },
    ];
    expect(search(two, 'jzz').map(({ id }) => id)).toEqual(['first', 'within']);
  });

  it('finds the one matter among two thousand by characters, by pinyin and by initials', () => {
    const all = largeCatalogue().items;
    expect(all).toHaveLength(2000);
    for (const query of ['居住证签注', 'juzhuzhengqianzhu', 'jzzqz'])
      expect(search(all, query)[0]?.name['zh-CN']).toBe('居住证签注');
  });

  it('finds nothing where nothing fits, and everything where nothing is typed', () => {
    expect(found('zzzz')).toEqual([]);
    expect(found('  ')).toEqual(items.map(({ id }) => id));
  });
});
