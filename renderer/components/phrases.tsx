import { Fragment } from 'react';

const words = new Intl.Segmenter('zh', { granularity: 'word' });
const LINE = 8;

/** Where Chinese may be broken: after a comma if the parts are short, else between words; never inside one. */
const partsOf = (text: string): string[] => {
  if (!/\p{Script=Han}/u.test(text)) return [text];
  const clauses = text.match(/[^，：]+[，：]?/g) ?? [text];
  if (clauses.length > 1 && clauses.every((clause) => [...clause].length <= LINE)) return clauses;
  const parts: string[] = [];
  for (const { segment, isWordLike } of words.segment(text)) {
    if (isWordLike || parts.length === 0) parts.push(segment);
    else parts.push(`${parts.pop() ?? ''}${segment}`);
  }
  return parts;
};

/** Large Chinese text that breaks as one would read it. Its place sets `word-break: keep-all`. */
export const Phrases = ({ words: text }: { words: string }) =>
  partsOf(text).map((part, index, all) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a part is what stands at this place
    <Fragment key={index}>
      {part}
      {index < all.length - 1 ? <wbr /> : null}
    </Fragment>
  ));
