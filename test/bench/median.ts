/** The middle one of an odd number of values. */
export const middle = (values: readonly number[]): number => {
  const found = values.toSorted((a, b) => a - b)[values.length >> 1];
  if (found === undefined) throw new RangeError('nothing has no median');
  return found;
};

const runs = 5;

/**
 * Medians of five runs, each figure by itself. What is compared is measured in one run, so that a slow moment of the machine
 * meets both.
 */
export const medians = async <Name extends string>(
  run: () => Promise<Readonly<Record<Name, number>>>,
): Promise<Readonly<Record<Name, number>>> => {
  const all: Readonly<Record<Name, number>>[] = [];
  for (let count = 0; count < runs; count += 1) all.push(await run());
  const names = Object.keys(all[0] ?? {}) as Name[];
  return Object.fromEntries(names.map((name) => [name, middle(all.map((one) => one[name]))])) as Record<
    Name,
    number
  >;
};
