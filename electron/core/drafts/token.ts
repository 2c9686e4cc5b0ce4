/** A draft's token: 128 random bits, written in Crockford's base 32 (no I, L, O, U) in groups of four. */

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const letters = 26;

/** `7QK4-M2XP-…`: 26 letters for 16 bytes. */
export const tokenText = (token: Uint8Array): string => {
  let value = token.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) << 2n;
  let text = '';
  for (let place = 0; place < letters; place += 1) {
    text = (alphabet[Number(value & 31n)] ?? '') + text;
    value >>= 5n;
  }
  return text.replace(/(.{4})(?=.)/g, '$1-');
};

/** What was typed or scanned: small letters, blanks and look-alikes are forgiven. Nothing when it is no token. */
export const parseToken = (text: string): Uint8Array | undefined => {
  const bare = text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  if (bare.length !== letters) return undefined;
  let value = 0n;
  for (const letter of bare) {
    const digit = alphabet.indexOf(letter);
    if (digit < 0) return undefined;
    value = (value << 5n) | BigInt(digit);
  }
  if ((value & 3n) !== 0n) return undefined;
  value >>= 2n;
  const token = new Uint8Array(16);
  for (let index = 15; index >= 0; index -= 1) {
    token[index] = Number(value & 255n);
    value >>= 8n;
  }
  return token;
};
