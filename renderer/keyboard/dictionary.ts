/** The dictionary as it is written by test/support/make-pinyin.ts. */
export type DictionaryFile = {
  /** Characters of family names, the most frequent first. */
  readonly surnames: string;
  /** Characters that given names are made of. */
  readonly given: string;
  /** Places and terms of this city and this counter, which may be suggested before they are typed to the end, and names of people. */
  readonly own: string;
  /**
   * Characters (each followed by a reading) and words, the most frequent first. A word carries its reading, syllables
   * parted by apostrophes, only where it is not what the first readings of its characters make.
   */
  readonly entries: string;
};

export type Entry = {
  readonly text: string;
  /** Place in the order of frequency, 0 for the most frequent. */
  readonly rank: number;
  readonly own: boolean;
};

/** One syllable further into the words that begin alike. */
export type Node = { readonly next: Map<string, Node>; readonly entries: Entry[] };

export type Dictionary = {
  readonly root: Node;
  readonly syllables: ReadonlySet<string>;
  /** Every proper beginning of a syllable: `zh`, `zho`, … */
  readonly beginnings: ReadonlySet<string>;
  readonly surnames: ReadonlySet<string>;
  readonly given: ReadonlySet<string>;
  readonly size: number;
};

const newNode = (): Node => ({ next: new Map(), entries: [] });

const split = (written: string): { text: string; reading: string } => {
  const at = written.search(/[a-z]/);
  return at < 0 ? { text: written, reading: '' } : { text: written.slice(0, at), reading: written.slice(at) };
};

/** Unfolds the file into a tree of syllables. Takes some 50 ms, so it is done once. */
export const openDictionary = (file: DictionaryFile): Dictionary => {
  const written = file.entries.split(' ').map(split);
  const firstReading = new Map<string, string>();
  for (const { text, reading } of written) {
    if (text.length === 1 && !firstReading.has(text)) firstReading.set(text, reading);
  }
  const readingOf = (text: string): string[] => [...text].map((one) => firstReading.get(one) ?? '');

  const own = new Set(file.own.split(' '));
  const root = newNode();
  written.forEach(({ text, reading }, rank) => {
    let node = root;
    for (const syllable of reading ? reading.split("'") : readingOf(text)) {
      let next = node.next.get(syllable);
      if (!next) {
        next = newNode();
        node.next.set(syllable, next);
      }
      node = next;
    }
    node.entries.push({ text, rank, own: own.has(text) });
  });

  const syllables = new Set(root.next.keys());
  const beginnings = new Set<string>();
  for (const syllable of syllables) {
    for (let length = 1; length < syllable.length; length++) beginnings.add(syllable.slice(0, length));
  }
  return {
    root,
    syllables,
    beginnings,
    surnames: new Set(file.surnames),
    given: new Set(file.given),
    size: written.length,
  };
};
