/** What a configuration may set of a model beyond its address (`devices.idReader.options`). All of it has usual values. */
import { z } from 'zod';

/** Parses options as they stand in a configuration; each of them may be left out. */
export type OptionSchema<Options> = z.ZodType<Options>;

/** `path` from the options on, e.g. `timings.pollEvery`; empty for the options as a whole. */
export type OptionFault = { readonly path: string; readonly message: string };

export const flag = z.boolean({ error: 'must be true or false' });

export const choice = <const Values extends readonly [string, ...string[]]>(...values: Values) =>
  z.enum(values, { error: `must be one of ${values.join(', ')}` });

export const wholeNumber = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.int({ error }).min(least, { error }).max(most, { error });
};

export const filePath = z
  .string({ error: 'must name a file' })
  .startsWith('/', { error: 'must be a whole path' });

const hour = 3_600_000;

/** Times by these names, in milliseconds, for a set of options. */
export const times = <Name extends string>(names: readonly Name[], least = 1) =>
  Object.fromEntries(names.map((name) => [name, wholeNumber(least, hour)])) as Readonly<
    Record<Name, ReturnType<typeof wholeNumber>>
  >;

/** Milliseconds before the first, second, … further attempt; the last one goes on. */
export const backOff = (least = 1) => {
  const step = wholeNumber(least, hour);
  return z.tuple([step], step, { error: 'must be a list of milliseconds' });
};

type Shape = Readonly<Record<string, z.ZodType>>;

/** Options by their names, each of which may be left out; others are refused. */
export const optionSet = <S extends Shape>(shape: S) => {
  const names = Object.keys(shape);
  const known = names.length === 0 ? 'there are none' : `there are ${names.join(', ')}`;
  return z
    .strictObject(shape, {
      error: ({ code }) =>
        code === 'unrecognized_keys' ? `is no option; ${known}` : 'must be a set of options',
    })
    .partial();
};

/** Everything that is wrong with `given`; nothing given is right. */
export const optionFaults = (schema: OptionSchema<unknown>, given: unknown): readonly OptionFault[] => {
  const parsed = schema.safeParse(given ?? {});
  if (parsed.success) return [];
  return parsed.error.issues.flatMap((issue) => {
    const at = (more: readonly string[]) => [...issue.path, ...more].join('.');
    return issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: at([key]), message: issue.message }))
      : [{ path: at([]), message: issue.message }];
  });
};
