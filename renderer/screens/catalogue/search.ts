import type { Text } from '../../../electron/contract/text.ts';
import { findByPinyin, fold, type Word, wordOf } from './pinyin-words.ts';

export type Searchable = { id: string; name: Text; keywords: string[] };

type Ready = { readonly names: readonly Word[]; readonly chinese: Word; readonly keywords: readonly Word[] };

/** By the list itself: a snapshot's list does not change while somebody types. */
const readyLists = new WeakMap<readonly Searchable[], readonly Ready[]>();
const readyFor = (all: readonly Searchable[]): readonly Ready[] => {
  const had = readyLists.get(all);
  if (had !== undefined) return had;
  const ready = all.map(({ name, keywords }) => ({
    names: Object.values(name).map(wordOf),
    chinese: wordOf(name['zh-CN']),
    keywords: keywords.map(wordOf),
  }));
  readyLists.set(all, ready);
  return ready;
};

const ranks = 6;

/** Lower is better; undefined: not found. */
const rank = ({ names, chinese, keywords }: Ready, query: string, byKeys: boolean): number | undefined => {
  let within = false;
  for (const { folded } of names) {
    const at = folded.indexOf(query);
    if (at === 0) return 0;
    within ||= at > 0;
  }
  if (within) return 1;
  for (const { folded } of keywords) if (folded.includes(query)) return 2;
  if (!byKeys) return undefined;
  const at = findByPinyin(chinese, query);
  if (at >= 0) return at === 0 ? 3 : 4;
  for (const keyword of keywords) if (findByPinyin(keyword, query) >= 0) return 5;
  return undefined;
};

/** By name, keyword, pinyin and pinyin initials; the best first, the order kept among equals. */
export const search = <S extends Searchable>(all: readonly S[], typed: string): S[] => {
  const query = fold(typed);
  if (query === '') return [...all];
  const byKeys = /[a-z]/.test(query);
  const found: S[][] = Array.from({ length: ranks }, () => []);
  const ready = readyFor(all);
  for (const [index, item] of all.entries()) {
    const words = ready[index];
    const place = words === undefined ? undefined : rank(words, query, byKeys);
    if (place !== undefined) found[place]?.push(item);
  }
  return found.flat();
};
