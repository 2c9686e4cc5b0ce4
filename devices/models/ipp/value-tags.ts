import type { OutOfBandType, StringType } from './message.ts';

/** Value tags of RFC 8010 §3.5.2, §3.1.6 and RFC 3380. */
export const valueTag = {
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  octetString: 0x30,
  dateTime: 0x31,
  resolution: 0x32,
  rangeOfInteger: 0x33,
  begCollection: 0x34,
  textWithLanguage: 0x35,
  nameWithLanguage: 0x36,
  endCollection: 0x37,
  memberAttrName: 0x4a,
} as const;

export const stringTags: Readonly<Record<StringType, number>> = {
  text: 0x41,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  uriScheme: 0x46,
  charset: 0x47,
  naturalLanguage: 0x48,
  mimeMediaType: 0x49,
};

export const outOfBandTags: Readonly<Record<OutOfBandType, number>> = {
  unsupported: 0x10,
  default: 0x11,
  unknown: 0x12,
  'no-value': 0x13,
  'not-settable': 0x15,
  'delete-attribute': 0x16,
  'admin-define': 0x17,
};

const byTag = <T extends string>(table: Readonly<Record<T, number>>): ReadonlyMap<number, T> =>
  new Map((Object.keys(table) as T[]).map((type) => [table[type], type]));

export const stringTypeByTag: ReadonlyMap<number, StringType> = byTag(stringTags);
export const outOfBandTypeByTag: ReadonlyMap<number, OutOfBandType> = byTag(outOfBandTags);

/** Below this every tag is a delimiter; 0x03 ends the attributes. */
export const firstValueTag = 0x10;
export const endOfAttributesTag = 0x03;

/** Ceilings. RFC 8010 has names and values at most 32767 bytes; no printer comes near the others. */
export const ceilings = {
  attributeBytes: 1024 * 1024,
  valueBytes: 32767,
  values: 20_000,
  collectionDepth: 8,
} as const;
