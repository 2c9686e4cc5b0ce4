import type { IdCard } from '../../classes/id-reader.ts';

/** GB/T 2261.1. */
const sexes: ReadonlyMap<string, IdCard['sex']> = new Map([
  ['0', 'unknown'],
  ['1', 'male'],
  ['2', 'female'],
  ['9', 'unspecified'],
]);

/** A code outside the table says nothing about the person. */
export const sexOf = (code: string): IdCard['sex'] => sexes.get(code) ?? 'unknown';
