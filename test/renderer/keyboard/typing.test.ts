import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, formatTyped, hintFor } from '../../../renderer/keyboard/formats.ts';
import { startTyping, type Typing, type TypingEvent, type } from '../../../renderer/keyboard/typing.ts';

const typed = (events: TypingEvent[], start: Typing = startTyping('pinyin')): Typing =>
  events.reduce(type, start);
const letters = (word: string): TypingEvent[] => [...word].map((letter) => ({ kind: 'letter', letter }));

describe('the letter keys', () => {
  it('keep letters until they are chosen, and what is left of them afterwards', () => {
    expect(typed([...letters('xihuqu'), { kind: 'chosen', letters: 4 }]).buffer).toBe('qu');
  });
  it('part syllables only behind a letter, and once', () => {
    expect(typed([{ kind: 'part' }]).buffer).toBe('');
    expect(typed([...letters('xi'), { kind: 'part' }, { kind: 'part' }, ...letters('an')]).buffer).toBe(
      "xi'an",
    );
  });
  it('show all candidates only while there are letters', () => {
    expect(typed([{ kind: 'sheet' }]).sheet).toBe(false);
    const open = typed([...letters('x'), { kind: 'sheet' }]);
    expect(open.sheet).toBe(true);
    expect(type(open, { kind: 'erase' })).toMatchObject({ buffer: '', sheet: false });
  });
  it('forget letters that wait when another board is taken', () => {
    expect(typed([...letters('xihu'), { kind: 'board', board: 'latin' }])).toEqual(startTyping('latin'));
  });
  it('never hold more letters than can be read at once', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 40, maxLength: 90, unit: fc.constantFrom(...'abcxyz') }), (word) => {
        expect(typed(letters(word)).buffer).toBe(word.slice(0, 48));
      }),
    );
  });
});

describe('what a field keeps of what was typed', () => {
  it('a date gets its dashes, typed or not', () => {
    expect(formatTyped('date', '19900102')).toBe('1990-01-02');
    expect(formatTyped('date', '1990-01-02')).toBe('1990-01-02');
    expect(formatTyped('date', '1990/1/2')).toBe('1990-1-2');
    expect(formatTyped('date', '1990')).toBe('1990');
  });
  it('a date typed letter by letter arrives as it was meant', () => {
    for (const word of ['1990-01-02', '19900102']) {
      const kept = [...word].reduce((text, one) => formatTyped('date', text + one), '');
      expect(kept).toBe('1990-01-02');
    }
  });
  it('an ID number keeps its digits and a large X', () => {
    expect(formatTyped('idNumber', '33010619900101 002x')).toBe('33010619900101002X');
  });
  it('a day that no calendar has is none', () => {
    expect(dayOf('2026-02-31')).toBeNull();
    expect(dayOf('2024-02-29')).not.toBeNull();
    expect(hintFor('date', '2024-02-29', 'zh-CN')).toEqual({ text: '2024年2月29日星期四' });
  });
  it('an ID number says how many digits are missing', () => {
    expect(hintFor('idNumber', '330106', 'zh-CN')).toEqual({
      key: 'keyboard.hint.left',
      params: { left: 12, of: 18 },
    });
  });
});
