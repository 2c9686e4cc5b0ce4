import iconv from 'iconv-lite';

/** Most bytes of one code: the largest QR code holds 2953. */
export const longestCode = 8192;

/**
 * The text of a code: UTF-8, else GB18030 (older Chinese providers). Undefined when it is neither. What scanners append (CR, LF, Tab)
 * is taken off; separators inside, such as GS, stay.
 */
export const textOf = (bytes: Uint8Array): string | undefined => {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    text = iconv.decode(Buffer.from(bytes), 'gb18030');
    if (text.includes('\uFFFD')) return undefined;
  }
  const trimmed = text.replace(/[\r\n\t]+$/, '');
  return trimmed === '' ? undefined : trimmed;
};
