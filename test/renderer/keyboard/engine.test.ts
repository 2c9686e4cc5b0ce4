import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { engine, firstFor, textsFor } from './support.ts';

describe('typing pinyin', () => {
  it.each([
    ['xihu', '西湖'],
    ['wensanlu', '文三路'],
    ['hangzhou', '杭州'],
    ['cuiyuanjiedao', '翠苑街道'],
    ['zhangsan', '张三'],
    ['shenfenzheng', '身份证'],
    ['juzhuzheng', '居住证'],
    ['yinhang', '银行'],
    ['chongqing', '重庆'],
    ['nvshi', '女士'],
    ['yueqing', '乐清'],
    ['gongjijin', '公积金'],
    ['budongchan', '不动产'],
  ])('%s typed to the end offers %s first', (typed, expected) => {
    expect(firstFor(typed)).toBe(expected);
  });

  it.each([
    ['wsl', '文三路'],
    ['sfz', '身份证'],
    ['jzz', '居住证'],
    ['zjs', '浙江省'],
    ['hzs', '杭州市'],
    ['xhq', '西湖区'],
    ['xih', '西湖'],
    ['hangzh', '杭州'],
    ['wensl', '文三路'],
  ])('the initials %s are enough for %s on the first page', (typed, expected) => {
    expect(textsFor(typed).slice(0, 8)).toContain(expected);
  });

  it('an apostrophe parts what would be one syllable', () => {
    expect(firstFor("xi'an")).toBe('西安');
    const wholes = engine.read("xi'an").candidates.filter(({ letters }) => letters === 5);
    expect(wholes.map(({ text }) => text)).not.toContain('先');
    expect(textsFor('xian').slice(0, 10)).toEqual(expect.arrayContaining(['先', '县', '西安']));
  });

  it('a sentence that is in no dictionary is put together from words', () => {
    expect(firstFor('wodeshenfenzhengdiule')).toBe('我的身份证丢了');
    expect(firstFor('dayinjimeiyoufanying')).toBe('打印机没有反应');
  });

  it('a place that begins as typed is suggested next', () => {
    expect(textsFor('dongbu').slice(0, 2)).toContain('东部软件园');
  });

  it('both spellings of lüe write the same character', () => {
    expect(firstFor('lue')).toBe(firstFor('lve'));
  });

  it('the syllables shown are those of the best reading', () => {
    expect(engine.read('wensanlu').syllables).toEqual(['wen', 'san', 'lu']);
    expect(engine.read("xi'an").syllables).toEqual(['xi', 'an']);
  });
});

describe('typing a name', () => {
  it('a family name comes first at the beginning', () => {
    expect(firstFor('shen', 'name')).toBe('沈');
    expect(firstFor('zhang', 'name')).toBe('张');
    expect(engine.read('ming', 'name', false).candidates[0]?.text).toBe('明');
  });
  it('a whole name is made of characters that names are made of', () => {
    expect(['李小明', '李晓明']).toContain(firstFor('lixiaoming', 'name'));
    expect(firstFor('chenjing', 'name')[0]).toBe('陈');
    expect(firstFor('ouyang', 'name')).toBe('欧阳');
  });
});

const buffers = fc
  .array(fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz'"), { minLength: 1, maxLength: 24 })
  .map((letters) => letters.join(''));

describe('whatever is typed', () => {
  it('any letters can be read, and there is always something to choose', () => {
    fc.assert(
      fc.property(buffers, fc.constantFrom('text' as const, 'name' as const), (buffer, purpose) => {
        const { candidates, syllables } = engine.read(buffer, purpose);
        const letters = buffer.replaceAll("'", '');
        expect(candidates.length > 0).toBe(letters !== '');
        expect(syllables.join('')).toBe(letters);
        expect(new Set(candidates.map(({ text }) => text)).size).toBe(candidates.length);
        for (const candidate of candidates) {
          expect(candidate.letters).toBeGreaterThan(0);
          expect(candidate.letters).toBeLessThanOrEqual(buffer.length);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('choosing again and again ends with nothing left to choose', () => {
    fc.assert(
      fc.property(buffers, fc.array(fc.nat(30), { minLength: 1 }), (buffer, choices) => {
        let rest = buffer;
        for (let turn = 0; turn <= buffer.length; turn++) {
          const { candidates } = engine.read(rest);
          if (candidates.length === 0) break;
          const chosen = candidates[(choices[turn % choices.length] ?? 0) % candidates.length];
          rest = rest.slice(chosen?.letters);
        }
        expect(engine.read(rest).candidates).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
