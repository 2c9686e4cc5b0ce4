/**
 * Makes locales/pinyin/dictionary.json: characters, words and their readings in order of frequency.
 *
 *   node test/support/make-pinyin.ts path/to/dict.txt
 *
 * Frequencies are those of jieba's `dict.txt` (MIT; the npm package @node-rs/jieba 2.0.3 carries it), readings those of
 * pinyin-pro (MIT), the words of this city and this counter come from test/support/pinyin/.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pinyin, polyphonic } from 'pinyin-pro';
import { hangzhou } from '../../renderer/screens/form/hangzhou.ts';

const COMMON_WORDS = 30_000;
/** Our own words stand where jieba's words of this frequency stand; the first list weighs as much as the last. */
const OWN_FREQUENCY = 9_000;
const HAN = /^\p{Script=Han}+$/u;

type Entry = { text: string; reading: string; frequency: number };

const plain = (syllable: string): string => (syllable === 'ng' || syllable === 'n' ? 'en' : syllable);
const readingOf = (text: string): string =>
  pinyin(text, { toneType: 'none', type: 'array', v: true, toneSandhi: false }).map(plain).join("'");
const readingsOf = (character: string): string[] => [
  ...new Set(
    (polyphonic(character, { toneType: 'none', type: 'array', v: true })[0] ?? [])
      .map(plain)
      .filter((syllable) => /^[a-z]+$/.test(syllable)),
  ),
];

/** Characters that are mostly heard in another way than pinyin-pro reads them alone. */
const ALONE: Record<string, string> = { 了: 'le', 嗯: 'en' };

/** The 6763 characters of GB 2312. */
const gb2312 = (): string[] => {
  const decoder = new TextDecoder('gbk');
  const characters: string[] = [];
  for (let row = 0xb0; row <= 0xf7; row++) {
    for (let cell = 0xa1; cell <= 0xfe; cell++) {
      const character = decoder.decode(Uint8Array.of(row, cell));
      if (HAN.test(character)) characters.push(character);
    }
  }
  return characters;
};

const list = (name: string): string[] =>
  readFileSync(new URL(`pinyin/${name}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('#'));

const section = (lines: string[], name: string): string => {
  const start = lines.indexOf(`[${name}]`) + 1;
  const end = lines.findIndex((line, index) => index > start && line.startsWith('['));
  return lines.slice(start, end < 0 ? undefined : end).join(' ');
};

const names = list('names');
const own = [
  ...hangzhou.flatMap(({ name, streets }) => [
    name,
    ...streets,
    ...streets.map((street) => street.replace(/(街道|镇|乡)$/, '')),
  ]),
  ...[...list('places'), ...list('services'), ...list('address')].flatMap((line) => line.split(/\s+/)),
  ...section(names, 'compound').split(/\s+/),
  ...section(names, 'people').split(/\s+/),
].filter(Boolean);

const frequencies = new Map<string, number>();
for (const line of readFileSync(process.argv[2] ?? 'dict.txt', 'utf8').split('\n')) {
  const [text = '', frequency] = line.split(' ');
  if (HAN.test(text)) frequencies.set(text, Number(frequency));
}

/** 俶 stands in the name of a street of Hangzhou, outside of GB 2312. */
const characters = new Set([...gb2312(), '俶', '渌', '鸬', '鹚', '莪', '於', '畲']);
const words = new Map<string, Entry>();
const add = (text: string, reading: string, frequency: number): void => {
  const known = words.get(text + reading);
  if (!known || known.frequency < frequency) words.set(text + reading, { text, reading, frequency });
};

[...frequencies]
  .filter(([text]) => text.length > 1 && text.length <= 6 && [...text].every((one) => characters.has(one)))
  .sort((a, b) => b[1] - a[1])
  .slice(0, COMMON_WORDS)
  .forEach(([text, frequency]) => {
    add(text, readingOf(text), frequency);
  });
own.forEach((word, index) => {
  const [text = '', reading] = word.split(':');
  if (text.length > 1) add(text, reading ?? readingOf(text), OWN_FREQUENCY - index / 10);
});

/** How often a character is read one way: what the words say, and its own count for the reading it has alone. */
const spoken = new Map<string, number>();
const hear = (character: string, syllable: string, times: number): void => {
  spoken.set(character + syllable, (spoken.get(character + syllable) ?? 0) + times);
};
for (const { text, reading, frequency } of words.values()) {
  const syllables = reading.split("'");
  [...text].forEach((character, index) => {
    hear(character, syllables[index] ?? '', frequency / 4);
  });
}
const addressWords = new Set(list('address').flatMap((line) => line.split(/\s+/)));
for (const character of characters) {
  const alone = ALONE[character] ?? readingOf(character);
  hear(character, alone, frequencies.get(character) ?? 1);
  if (addressWords.has(character)) hear(character, alone, OWN_FREQUENCY * 2);
  for (const syllable of new Set([alone, ...readingsOf(character)])) {
    add(character, syllable, spoken.get(character + syllable) ?? 0);
  }
}

const entries = [...words.values()].sort((a, b) => b.frequency - a.frequency || (a.text < b.text ? -1 : 1));
const firstReading = new Map<string, string>();
for (const { text, reading } of entries) {
  if (text.length === 1 && !firstReading.has(text)) firstReading.set(text, reading);
}
const expected = (text: string): string =>
  [...text].map((character) => firstReading.get(character) ?? '').join("'");

const seen = new Set<string>();
const written = entries.map(({ text, reading }) => {
  const usual = text.length > 1 ? expected(text) === reading : !seen.has(text);
  if (text.length === 1) seen.add(text);
  return usual && text.length > 1 ? text : text + reading;
});

writeFileSync(
  new URL('../../locales/pinyin/dictionary.json', import.meta.url),
  `${JSON.stringify({
    surnames: [...new Set(section(names, 'surnames').replaceAll(' ', ''))].join(''),
    given: [...new Set(section(names, 'given').replaceAll(' ', ''))].join(''),
    own: [...new Set(own.map((word) => word.split(':')[0] ?? ''))]
      .filter((word) => word.length > 1)
      .join(' '),
    entries: written.join(' '),
  })}\n`,
);
