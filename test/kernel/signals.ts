/**
 * What the two sides say to each other over the serial console, one a line. The guest asks for what only a hand outside can do and
 * waits until it is done; the kernel's own messages may stand between.
 */

export type Request =
  | 'plug-reader'
  | 'unplug-reader'
  | 'unplug-reader-in-next-read'
  | 'lay-card'
  | 'lift-card';

const requests: readonly string[] = [
  'plug-reader',
  'unplug-reader',
  'unplug-reader-in-next-read',
  'lay-card',
  'lift-card',
] satisfies readonly Request[];

const isRequest = (text: string): text is Request => requests.includes(text);

export const done = 'done';

export type GuestLine =
  /** So many promises will be tried. */
  | { readonly kind: 'plan'; readonly count: number }
  | { readonly kind: 'kept' | 'broken'; readonly name: string }
  | { readonly kind: 'request'; readonly request: Request }
  | { readonly kind: 'remark'; readonly text: string };

export const planLine = (count: number): string => `1..${count}`;
export const resultLine = (kept: boolean, index: number, name: string): string =>
  `${kept ? 'ok' : 'not ok'} ${index} - ${name}`;
export const requestLine = (request: Request): string => `@ ${request}`;

/** @param line without its end; a remark is whatever is none of the others */
export const parseLine = (line: string): GuestLine => {
  const text = line.replace(/\r$/, '');
  const plan = /^1\.\.(\d+)$/.exec(text);
  if (plan) return { kind: 'plan', count: Number(plan[1]) };
  const result = /^(not )?ok \d+ - (.+)$/.exec(text);
  if (result) return { kind: result[1] === undefined ? 'kept' : 'broken', name: result[2] ?? '' };
  const request = /^@ (.+)$/.exec(text)?.[1];
  if (request !== undefined && isRequest(request)) return { kind: 'request', request };
  return { kind: 'remark', text };
};

export type Tally = { readonly planned: number | undefined; readonly kept: number; readonly broken: number };

export type Counts = { readonly passed: number; readonly failed: number };

/** Promises that were announced and of which nothing was heard count as broken; a guest that announced none is one that failed. */
export const countsOf = ({ planned, kept, broken }: Tally): Counts => {
  const unheard = planned === undefined ? 1 : Math.max(0, planned - kept - broken);
  return { passed: kept, failed: broken + unheard };
};
