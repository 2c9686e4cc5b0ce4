import type { Text } from '../../../electron/contract/text.ts';
import { findByPinyin, fold, wordOf } from './pinyin-words.ts';

export type Searchable = { id: string; name: Text; keywords: string[] };

/** Lower is better; null = not found. */
const rank = ({ name, keywords }: Searchable, query: string, byKeys: boolean): number | null => {
  let within = false;
  for (const text of Object.values(name)) {
    const at = wordOf(text).folded.indexOf(query);
    if (at === 0) return 0;
    within ||= at > 0;
  }
  if (within) return 1;
  if (keywords.some((keyword) => wordOf(keyword).folded.includes(query))) return 2;
  if (!byKeys) return null;
  const at = findByPinyin(wordOf(name['zh-CN']), query);
  if (at >= 0) return at === 0 ? 3 : 4;
  return keywords.some((keyword) => findByPinyin(wordOf(keyword), query) >= 0) ? 5 : null;
};

/** By name, keyword, pinyin and pinyin initials; the best first, the order kept among equals. */
export const search = <S extends Searchable>(all: readonly S[], typed: string): S[] => {
  const query = fold(typed);
  if (query === '') return [...all];
  const byKeys = /[a-z]/.test(query);
  return all
    .map((item) => ({ item, rank: rank(item, query, byKeys) }))
    .filter((found): found is { item: S; rank: number } => found.rank !== null)
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
};
