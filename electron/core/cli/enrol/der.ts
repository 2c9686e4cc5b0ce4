/** As much of DER (ITU-T X.690) as a certification request needs: every value is tag, length, content. */

const value = (tag: number, ...contents: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(contents);
  if (content.length < 0x80) return Buffer.concat([Buffer.of(tag, content.length), content]);
  const digits = content.length.toString(16);
  const length = Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex');
  return Buffer.concat([Buffer.of(tag, 0x80 | length.length), length, content]);
};

export const sequence = (...members: readonly Uint8Array[]): Buffer => value(0x30, ...members);
/** Of a SET OF with one member there is no order to keep. */
export const setOfOne = (member: Uint8Array): Buffer => value(0x31, member);
export const utf8String = (text: string): Buffer => value(0x0c, Buffer.from(text));
/** Whole bytes: no unused bits at the end. */
export const bitString = (bytes: Uint8Array): Buffer => value(0x03, Buffer.of(0), bytes);
/** 0 to 127. */
export const smallInteger = (number: number): Buffer => value(0x02, Buffer.of(number));
/** `[n] IMPLICIT SET OF`, context-specific and constructed. */
export const tagged = (number: number, ...members: readonly Uint8Array[]): Buffer =>
  value(0xa0 | number, ...members);

/** `2.5.4.3`: the first two arcs in one byte, each other in base 128, high bit on all but its last digit. */
export const objectIdentifier = (dotted: string): Buffer => {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const digits = (arc: number): number[] => {
    const bytes = [arc & 0x7f];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128))
      bytes.unshift(0x80 | (left & 0x7f));
    return bytes;
  };
  return value(0x06, Buffer.of(first * 40 + second, ...rest.flatMap(digits)));
};
