import { match } from 'pinyin-pro';
import type { Text } from '../../../electron/contract/text.ts';

export type Searchable = { id: string; name: Text; keywords: string[] };

const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

/** Lower is better; null = not found. */
const rank = ({ name, keywords }: Searchable, query: string): number | null => {
  const names = Object.values(name).map(folded);
  if (names.some((text) => text.startsWith(query))) return 0;
  if (names.some((text) => text.includes(query))) return 1;
  if (keywords.some((keyword) => folded(keyword).includes(query))) return 2;
  if (!/^[a-z0-9ü]+$/.test(query)) return null;
  if (byPinyin(name['zh-CN'], query)) return 3;
  return keywords.some((keyword) => byPinyin(keyword, query)) ? 4 : null;
};

/** `jzz`, `juzhuzheng` and `jzhuz` all find 居住证; only characters that stand side by side count. */
const byPinyin = (text: string, query: string): boolean =>
  match(text, query, { precision: 'first', continuous: true }) !== null;

/** By name, keyword, pinyin and pinyin initials; the best first, the order kept among equals. */
export const search = <S extends Searchable>(all: readonly S[], typed: string): S[] => {
  const query = folded(typed);
  if (query === '') return [...all];
  return all
    .map((item) => ({ item, rank: rank(item, query) }))
    .filter((found): found is { item: S; rank: number } => found.rank !== null)
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
};
