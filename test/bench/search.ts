import { createRequire } from 'node:module';
import { search as find, type Searchable } from '../../renderer/screens/catalogue/search.ts';
import { largeCatalogue } from '../support/large-catalogue.ts';
import type { Bench, Figure } from './bench.ts';

/** The package is made for `require`; its types describe something else. */
const peer: { match(text: string, typed: string): readonly [number, number] | false } = createRequire(
  import.meta.url,
)('pinyin-match');

/** What people type, keystroke by keystroke: initials, whole pinyin, half of it, characters. */
const typed = [
  'jzz',
  'juzhuzheng',
  'hukoubu',
  'sbk',
  'gongjijin',
  'yyzz',
  'shengyujt',
  '居住证',
  '公积金查询',
  'hz',
  'zzzz',
];
const keystrokes = typed.flatMap((words) => [...words].map((_last, at) => words.slice(0, at + 1)));
const rounds = 20;

/** Milliseconds a keystroke, the quickest first. */
const timesOf = (searchFor: (query: string) => number): number[] => {
  for (const query of keystrokes) searchFor(query);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1)
    for (const query of keystrokes) {
      const begun = performance.now();
      searchFor(query);
      times.push(performance.now() - begun);
    }
  return times.toSorted((a, b) => a - b);
};

const at = (times: readonly number[], share: number): number =>
  times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
const milliseconds = (time: number): string => `${time.toFixed(2)} ms`;

const run = async (): Promise<readonly Figure[]> => {
  const items: readonly Searchable[] = largeCatalogue().items.map(({ id, name, keywords }) => ({
    id,
    name,
    keywords,
  }));
  const begun = performance.now();
  find(items, 'jzz');
  const first = performance.now() - begun;
  const ours = timesOf((query) => find(items, query).length);
  // The same names and keywords, found or not; the peer does not rank.
  const peers = timesOf(
    (query) =>
      items.filter(
        ({ name, keywords }) =>
          peer.match(name['zh-CN'], query) !== false ||
          (name.en ?? '').includes(query) ||
          keywords.some((keyword) => peer.match(keyword, query) !== false),
      ).length,
  );
  const figure = (what: string, share: number): Figure => ({
    what: `${what} of a keystroke among ${items.length} items`,
    ours: milliseconds(at(ours, share)),
    peer: `pinyin-match ${milliseconds(at(peers, share))}`,
    ratio: at(ours, share) / at(peers, share),
  });
  return [
    figure('median', 0.5),
    figure('p99', 0.99),
    {
      what: 'the first keystroke, which makes all names ready',
      ours: milliseconds(first),
      peer: `pinyin-match's p99 ${milliseconds(at(peers, 0.99))}`,
      ratio: first / at(peers, 0.99),
    },
  ];
};

export const search: Bench = {
  name: 'search',
  about: 'a keystroke in the search of the catalogue against pinyin-match',
  run,
};
