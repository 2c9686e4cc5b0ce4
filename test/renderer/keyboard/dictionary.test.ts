import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hangzhou } from '../../../renderer/screens/form/hangzhou.ts';
import { dictionary, file, firstFor, textsFor } from './support.ts';

const entries = file.entries.split(' ');
const characters = new Set(
  entries.map((entry) => entry.replace(/[a-z'].*$/, '')).filter((text) => text.length === 1),
);

describe('the dictionary', () => {
  it('is small enough to be there at once', () => {
    expect(
      readFileSync(new URL('../../../locales/pinyin/dictionary.json', import.meta.url)).length,
    ).toBeLessThan(400_000);
  });

  it('knows all 6763 characters of GB 2312 and those that Hangzhou needs beside them', () => {
    expect(characters.size).toBeGreaterThanOrEqual(6763);
    for (const one of '一乙齄鼷俶於莪') expect(characters.has(one), one).toBe(true);
  });

  it('has a reading of known syllables for every entry', () => {
    for (const entry of entries) {
      const [, text = '', reading = ''] = entry.match(/^(\p{Script=Han}+)([a-z']*)$/u) ?? [];
      expect(text, entry).not.toBe('');
      for (const one of text) expect(characters.has(one), entry).toBe(true);
      if (reading) expect(reading.split("'"), entry).toHaveLength(text.length);
      if (text.length === 1) expect(reading, entry).not.toBe('');
    }
    for (const syllable of dictionary.syllables) expect(syllable).toMatch(/^[a-z]{1,6}$/);
  });

  it('says nothing twice', () => {
    expect(new Set(entries).size).toBe(entries.length);
  });

  it('offers every district of Hangzhou first when it is typed', () => {
    const typed: Record<string, string> = {
      上城区: 'shangchengqu',
      拱墅区: 'gongshuqu',
      西湖区: 'xihuqu',
      滨江区: 'binjiangqu',
      萧山区: 'xiaoshanqu',
      余杭区: 'yuhangqu',
      临平区: 'linpingqu',
      钱塘区: 'qiantangqu',
      富阳区: 'fuyangqu',
      临安区: "lin'anqu",
      桐庐县: 'tongluxian',
      淳安县: "chun'anxian",
      建德市: 'jiandeshi',
    };
    for (const { name } of hangzhou) expect(firstFor(typed[name] ?? ''), name).toBe(name);
  });

  it('offers the frequent characters of a sound before the rare ones', () => {
    const hu = textsFor('hu');
    expect(hu.indexOf('湖')).toBeLessThan(hu.indexOf('瑚'));
    expect(textsFor('wo')[0]).toBe('我');
    expect(textsFor('de')[0]).toBe('的');
    expect(textsFor('le')[0]).toBe('了');
  });
});
