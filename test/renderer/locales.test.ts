import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ReasonCode } from '../../electron/contract/reasons.ts';
import { IdentifyAdvice, JourneyId, Priority } from '../../electron/contract/screens.ts';

type Words = { [key: string]: string | Words };

const folder = new URL('../../locales/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

const wordsIn = (name: string): Words => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Words;

/** `a.b.c` -> sentence; the plural's forms are one key. */
const flat = (words: Words, prefix = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${prefix}${key}`, value] as [string, string]]
      : flat(value, `${prefix}${key}.`),
  );

const withoutPlural = (key: string): string => key.replace(/_(one|other)$/, '');
const keysOf = (name: string): string[] =>
  [...new Set(flat(wordsIn(name)).map(([key]) => withoutPlural(key)))].sort();
const placeholders = (sentence: string): string[] =>
  [...new Set(sentence.match(/\{\{\w+\}\}/g) ?? [])].sort();

const chinese = files.filter((name) => name.endsWith('zh-CN.json'));
const main = new Map(flat(wordsIn('zh-CN.json')));

describe('the words', () => {
  it.each(chinese)('%s has the same keys in English', (name) => {
    expect(keysOf(name.replace('zh-CN', 'en'))).toEqual(keysOf(name));
  });

  it.each(chinese)('%s puts the same facts into a sentence in both languages', (name) => {
    const english = new Map(
      flat(wordsIn(name.replace('zh-CN', 'en'))).map(([key, text]) => [withoutPlural(key), text]),
    );
    const different = flat(wordsIn(name))
      .filter(
        ([key, text]) =>
          placeholders(text).join() !== placeholders(english.get(withoutPlural(key)) ?? '').join(),
      )
      .map(([key]) => key);
    expect(different).toEqual([]);
  });

  it('gives every reason a whole sentence, never a code alone', () => {
    const lacking = ReasonCode.options.filter((code) => !/。$/.test(main.get(`reason.${code}`) ?? ''));
    expect(lacking).toEqual([]);
  });

  it('gives every advice at the card pad a sentence that says what to do', () => {
    const lacking = IdentifyAdvice.options.filter(
      (code) => !/。.*。$/.test(main.get(`identify.advice.${code}`) ?? ''),
    );
    expect(lacking).toEqual([]);
  });

  it('names every journey and every priority', () => {
    const wanted = [
      ...JourneyId.options.flatMap((id) => [`journey.${id}.title`, `journey.${id}.detail`]),
      ...Priority.options.map((id) => `ticket.priority.${id}`),
    ];
    expect(wanted.filter((key) => !main.has(key))).toEqual([]);
  });

  it('keeps Chinese titles within sixteen characters', () => {
    const isTitle = (key: string): boolean => /(^|\.)title(\.|$)/.test(key);
    const long = [...main].filter(
      ([key, text]) => isTitle(key) && [...text.replace(/\{\{\w+\}\}/g, '')].length > 16,
    );
    expect(long).toEqual([]);
  });

  it('shouts at nobody', () => {
    const shouting = files
      .flatMap((name) => flat(wordsIn(name)))
      .filter(([key, text]) => !key.startsWith('keyboard.board.') && /[!！]/.test(text));
    expect(shouting).toEqual([]);
  });
});
