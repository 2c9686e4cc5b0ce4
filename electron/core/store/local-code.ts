import { createHash } from 'node:crypto';

/** Digits and capitals without 0 O Q, 1 I L and U, which are taken for one another. */
const LETTERS = '23456789ABCDEFGHJKMNPRSTVWXYZ';
const LENGTH = 8;

/**
 * The short code on a slip, `7RK4-M2XP`, found from the record's id alone, so a slip can be matched with its
 * record by hand. About 5 * 10^11 codes.
 */
export const localCode = (id: string): string => {
  let rest = createHash('sha256').update('local code\n').update(id).digest().readBigUInt64BE();
  let code = '';
  for (let place = 0; place < LENGTH; place += 1) {
    code += LETTERS.charAt(Number(rest % BigInt(LETTERS.length)));
    rest /= BigInt(LETTERS.length);
  }
  return `${code.slice(0, 4)}-${code.slice(4)}`;
};
