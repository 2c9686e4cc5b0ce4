import type { CardKind } from '../../classes/id-reader.ts';

/** Where a field lies in the 256-byte text block: byte offset and length of each of its parts, UTF-16LE. */
export type FieldPlace = readonly (readonly [offset: number, length: number])[];

export type FieldName =
  | 'chineseName'
  | 'latinName'
  | 'sex'
  | 'nation'
  | 'nationality'
  | 'birthDate'
  | 'address'
  | 'idNumber'
  | 'issuer'
  | 'validFrom'
  | 'validUntil'
  | 'passNumber';

export type CardLayout = {
  readonly kind: CardKind;
  readonly fields: Readonly<Partial<Record<FieldName, FieldPlace>>>;
  /** `gb11643`: 18 characters with a check digit; `letters-digits`: 3 letters and 12 digits, which have none. */
  readonly number: 'gb11643' | 'letters-digits';
};

export const textBlockLength = 256;

/** Which layout a block has is said by the character here. */
const typeFlagOffset = 248;

/** GA/T 490, resident identity card. Type flag blank. */
const residentId: CardLayout = {
  kind: 'resident-id',
  number: 'gb11643',
  fields: {
    chineseName: [[0, 30]],
    sex: [[30, 2]],
    nation: [[32, 4]],
    birthDate: [[36, 16]],
    address: [[52, 70]],
    idNumber: [[122, 36]],
    issuer: [[158, 30]],
    validFrom: [[188, 16]],
    validUntil: [[204, 16]],
  },
};

/** 港澳台居民居住证. Numbers begin with 81 (Hong Kong), 82 (Macau) or 83 (Taiwan). 242 to 247 are reserved. */
const hmtResidence: CardLayout = {
  kind: 'hmt-residence',
  number: 'gb11643',
  fields: {
    chineseName: [[0, 30]],
    sex: [[30, 2]],
    birthDate: [[36, 16]],
    address: [[52, 70]],
    idNumber: [[122, 36]],
    issuer: [[158, 30]],
    validFrom: [[188, 16]],
    validUntil: [[204, 16]],
    passNumber: [[220, 18]],
  },
};

/** 外国人永久居留身份证, version of 2017: number of letters and digits. */
const foreignPr2017: CardLayout = {
  kind: 'foreign-pr-2017',
  number: 'letters-digits',
  fields: {
    latinName: [[0, 120]],
    sex: [[120, 2]],
    idNumber: [[122, 30]],
    nationality: [[152, 6]],
    chineseName: [[158, 30]],
    validFrom: [[188, 16]],
    validUntil: [[204, 16]],
    birthDate: [[220, 16]],
  },
};

/** The version of 2023 (五星卡), issued from 2023-12-01; offsets known from one source only (README). */
const foreignPr2023: CardLayout = {
  kind: 'foreign-pr-2023',
  number: 'gb11643',
  fields: {
    chineseName: [[0, 30]],
    sex: [[30, 2]],
    birthDate: [[36, 16]],
    latinName: [
      [52, 70],
      [220, 22],
    ],
    idNumber: [[122, 36]],
    validFrom: [[188, 16]],
    validUntil: [[204, 16]],
    nationality: [[242, 6]],
  },
};

const layouts: ReadonlyMap<string, CardLayout> = new Map([
  [' ', residentId],
  ['\0', residentId],
  ['J', hmtResidence],
  ['I', foreignPr2017],
  ['Y', foreignPr2023],
]);

/** The layout of a text block, or undefined for a type flag that nobody has described: never guessed. */
export const layoutOf = (block: Uint8Array): CardLayout | undefined => {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  return layouts.get(String.fromCharCode(view.getUint16(typeFlagOffset, true)));
};

/**
 * The characters of a field, without padding (spaces, on some cards NULs). Parts are joined before they are trimmed, because a
 * blank at the end of the first may stand between two words. Unknown place: ''.
 */
export const fieldText = (block: Uint8Array, place: FieldPlace | undefined): string => {
  const decoder = new TextDecoder('utf-16le', { ignoreBOM: true });
  const whole = (place ?? [])
    .map(([offset, length]) => decoder.decode(block.subarray(offset, offset + length)))
    .join('');
  return whole.replace(/[\0 ]+$/, '').replaceAll('\0', ' ');
};
