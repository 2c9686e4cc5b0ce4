import type { IppValue } from './message.ts';
import { outOfBandTags, outOfBandTypeByTag, stringTags, stringTypeByTag, valueTag } from './value-tags.ts';

/** Values other than collections: bytes to value and back (RFC 8010 §3.9). */

const encoder = new TextEncoder();
// Not fatal: old firmware puts its own charset into free text, and a printer must not be lost for its name.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const integers = (...numbers: readonly number[]): Uint8Array => {
  const bytes = new Uint8Array(numbers.length * 4);
  numbers.forEach((number, index) => {
    view(bytes).setInt32(index * 4, number);
  });
  return bytes;
};

const withLanguage = (language: string, text: string): Uint8Array => {
  const parts = [language, text].map((part) => encoder.encode(part));
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + 2 + part.length, 0));
  let at = 0;
  for (const part of parts) {
    view(bytes).setUint16(at, part.length);
    bytes.set(part, at + 2);
    at += 2 + part.length;
  }
  return bytes;
};

export const encodeText = (text: string): Uint8Array => encoder.encode(text);
export const decodeText = (bytes: Uint8Array): string => decoder.decode(bytes);

/** Tag and bytes of a value that is no collection. */
export const encodeValue = (
  value: Exclude<IppValue, { type: 'collection' }>,
): { readonly tag: number; readonly bytes: Uint8Array } => {
  switch (value.type) {
    case 'integer':
    case 'enum':
      return { tag: valueTag[value.type], bytes: integers(value.value) };
    case 'boolean':
      return { tag: valueTag.boolean, bytes: Uint8Array.of(value.value ? 1 : 0) };
    case 'rangeOfInteger':
      return { tag: valueTag.rangeOfInteger, bytes: integers(value.lower, value.upper) };
    case 'resolution':
      return { tag: valueTag.resolution, bytes: Uint8Array.of(...integers(value.x, value.y), value.unit) };
    case 'dateTime':
    case 'octetString':
      return { tag: valueTag[value.type], bytes: value.value };
    case 'textWithLanguage':
    case 'nameWithLanguage':
      return { tag: valueTag[value.type], bytes: withLanguage(value.language, value.value) };
    case 'opaque':
      return { tag: value.tag, bytes: value.value };
    case 'text':
    case 'name':
    case 'keyword':
    case 'uri':
    case 'uriScheme':
    case 'charset':
    case 'naturalLanguage':
    case 'mimeMediaType':
      return { tag: stringTags[value.type], bytes: encodeText(value.value) };
    default:
      return { tag: outOfBandTags[value.type], bytes: new Uint8Array(0) };
  }
};

const languageValue = (tag: number, bytes: Uint8Array): IppValue | undefined => {
  if (bytes.length < 4) return undefined;
  const languageLength = view(bytes).getUint16(0);
  const textAt = 2 + languageLength + 2;
  if (textAt > bytes.length) return undefined;
  if (view(bytes).getUint16(2 + languageLength) !== bytes.length - textAt) return undefined;
  return {
    type: tag === valueTag.textWithLanguage ? 'textWithLanguage' : 'nameWithLanguage',
    language: decodeText(bytes.subarray(2, 2 + languageLength)),
    value: decodeText(bytes.subarray(textAt)),
  };
};

const fixedValue = (tag: number, bytes: Uint8Array): IppValue | undefined => {
  const at = view(bytes);
  const length = bytes.length;
  if (tag === valueTag.integer && length === 4) return { type: 'integer', value: at.getInt32(0) };
  if (tag === valueTag.enum && length === 4) return { type: 'enum', value: at.getInt32(0) };
  if (tag === valueTag.boolean && length === 1) return { type: 'boolean', value: at.getUint8(0) !== 0 };
  if (tag === valueTag.dateTime && length === 11) return { type: 'dateTime', value: bytes.slice() };
  if (tag === valueTag.octetString) return { type: 'octetString', value: bytes.slice() };
  if (tag === valueTag.rangeOfInteger && length === 8)
    return { type: 'rangeOfInteger', lower: at.getInt32(0), upper: at.getInt32(4) };
  if (tag === valueTag.resolution && length === 9)
    return { type: 'resolution', x: at.getInt32(0), y: at.getInt32(4), unit: at.getUint8(8) };
  return undefined;
};

/** Never fails: what does not fit its tag comes back `opaque`, because the framing around it is still sound. */
export const decodeValue = (tag: number, bytes: Uint8Array): IppValue => {
  const string = stringTypeByTag.get(tag);
  if (string) return { type: string, value: decodeText(bytes) };
  const outOfBand = outOfBandTypeByTag.get(tag);
  if (outOfBand && bytes.length === 0) return { type: outOfBand };
  const languages = tag === valueTag.textWithLanguage || tag === valueTag.nameWithLanguage;
  const value = languages ? languageValue(tag, bytes) : fixedValue(tag, bytes);
  return value ?? { type: 'opaque', tag, value: bytes.slice() };
};
