import { Fragment } from 'react';

const words = new Intl.Segmenter('zh', { granularity: 'word' });
const LINE = 8;
/** Never the first of a line: they belong to the word before. */
const particle = /^[了的吗呢吧着过]|^不(了|到|上)|^人$/;
/** A number stays with what it counts, and with the 第 before it. */
const bound = (text: string): string => text.replace(/(?<=第) (?=\d)|(?<=\d) (?=\p{Script=Han})/gu, '\u00a0');

/** Where Chinese may be broken: after a comma if the parts are short, else between words; never inside one. */
const partsOf = (text: string): string[] => {
  if (!/\p{Script=Han}/u.test(text)) return [text];
  const clauses = text.match(/[^，：]+[，：]?/g) ?? [text];
  if (clauses.length > 1 && clauses.every((clause) => [...clause].length <= LINE)) return clauses;
  const parts: string[] = [];
  for (const { segment, isWordLike } of words.segment(bound(text))) {
    const before = parts.at(-1);
    const stays =
      before === undefined || !isWordLike || particle.test(segment) || /[“（\u00a0]$/.test(before);
    if (stays && before !== undefined) parts[parts.length - 1] = `${before}${segment}`;
    else parts.push(segment);
  }
  return parts;
};

/** Chinese text that breaks as one would read it. Its place sets `word-break: keep-all`. */
export const Phrases = ({ words: text }: { words: string }) =>
  partsOf(text).map((part, index, all) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a part is what stands at this place
    <Fragment key={index}>
      {part}
      {index < all.length - 1 ? <wbr /> : null}
    </Fragment>
  ));
