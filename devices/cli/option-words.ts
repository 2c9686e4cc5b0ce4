/** Options as words of a command line: `presencePoll=true timings.pollEvery=200 backOff=[1000,5000]`. */

export type OptionWords =
  | { readonly ok: true; readonly options: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly error: string };

const contentOf = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

type Tree = { [name: string]: unknown };

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const placed = (tree: Tree, [name = '', ...deeper]: readonly string[], value: unknown): Tree => {
  if (deeper.length === 0) return { ...tree, [name]: value };
  const below = tree[name];
  return { ...tree, [name]: placed(isTree(below) ? below : {}, deeper, value) };
};

/** A value is JSON where it can be, else a text. */
export const parseOptionWords = (words: readonly string[]): OptionWords => {
  let options: Tree = {};
  for (const word of words) {
    const [, path, value] = /^(\w+(?:\.\w+)*)=(.*)$/s.exec(word) ?? [];
    if (path === undefined || value === undefined)
      return { ok: false, error: `"${word}": must be NAME=VALUE, e.g. timings.pollEvery=200` };
    options = placed(options, path.split('.'), contentOf(value));
  }
  return { ok: true, options };
};
