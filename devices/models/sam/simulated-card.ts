/**
 * Cards for the simulator, as they are personalised: the content of each field as it stands on the chip, so that a test can
 * also put nonsense there. Written from the description of the text block, without the adapter's layouts. Invented people only.
 */
type Common = {
  /** One digit of GB/T 2261.1. */
  readonly sex: string;
  /** YYYYMMDD. */
  readonly birth: string;
  readonly number: string;
  readonly from: string;
  /** YYYYMMDD or 长期. */
  readonly until: string;
  /** 1024 bytes of WLT; default all zero. */
  readonly photo?: Uint8Array;
  /** Handed over by command 30 10 only; default 1024 zero bytes. */
  readonly fingerprint?: Uint8Array;
  /** The additional address of command 30 03. */
  readonly newestAddress?: string;
  /**
   * Every attempt at this card ends with this status: 0x41 for a damaged chip, 0x32 at the selection for a forged card, 0x40 for a
   * card of another kind.
   */
  readonly fails?: { readonly at: 'select' | 'read'; readonly sw3: number };
};

export type SimulatedCard = Common &
  (
    | {
        readonly kind: 'resident-id';
        readonly name: string;
        /** Two digits of GB/T 3304. */
        readonly nation: string;
        readonly address: string;
        readonly issuer: string;
        /** Put at the type flag's place: to try a kind of card that nobody knows. */
        readonly typeFlag?: string;
      }
    | {
        readonly kind: 'hmt-residence';
        readonly name: string;
        readonly address: string;
        readonly issuer: string;
        readonly passNumber: string;
        readonly issues: string;
      }
    | {
        readonly kind: 'foreign-pr-2017';
        readonly englishName: string;
        readonly chineseName: string;
        readonly nationality: string;
        readonly version: string;
        readonly authority: string;
      }
    | {
        readonly kind: 'foreign-pr-2023';
        readonly englishName: string;
        readonly chineseName: string;
        readonly nationality: string;
        readonly renewals: string;
        readonly formerNumberLink?: string;
      }
  );

/** Fields one after the other, each so many UTF-16 units wide, padded with blanks (or NULs) and cut to size. */
const rowOf = (fields: readonly (readonly [text: string, units: number])[], padding: string): string =>
  fields.map(([text, units]) => text.slice(0, units).padEnd(units, padding)).join('');

const rowsOf = (card: SimulatedCard): readonly (readonly [string, number])[] => {
  const validity = [
    [card.from, 8],
    [card.until, 8],
  ] as const;
  switch (card.kind) {
    case 'resident-id':
      return [
        [card.name, 15],
        [card.sex, 1],
        [card.nation, 2],
        [card.birth, 8],
        [card.address, 35],
        [card.number, 18],
        [card.issuer, 15],
        ...validity,
        ['', 14],
        [card.typeFlag ?? '', 1],
        ['', 3],
      ];
    case 'hmt-residence':
      return [
        [card.name, 15],
        [card.sex, 1],
        ['', 2],
        [card.birth, 8],
        [card.address, 35],
        [card.number, 18],
        [card.issuer, 15],
        ...validity,
        [card.passNumber, 9],
        [card.issues, 2],
        ['', 3],
        ['J', 1],
        ['', 3],
      ];
    case 'foreign-pr-2017':
      return [
        [card.englishName, 60],
        [card.sex, 1],
        [card.number, 15],
        [card.nationality, 3],
        [card.chineseName, 15],
        ...validity,
        [card.birth, 8],
        [card.version, 2],
        [card.authority, 4],
        ['I', 1],
        ['', 3],
      ];
    case 'foreign-pr-2023':
      return [
        [card.chineseName, 15],
        [card.sex, 1],
        [card.renewals, 2],
        [card.birth, 8],
        [card.englishName.slice(0, 35), 35],
        [card.number, 18],
        ['', 15],
        ...validity,
        [card.englishName.slice(35), 11],
        [card.nationality, 3],
        ['Y', 1],
        [card.formerNumberLink ?? '', 3],
      ];
  }
};

const utf16 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'utf16le'));

/** The 256-byte text block. Some issuers padded with NUL instead of blanks. */
export const textBlockOf = (card: SimulatedCard, padding: ' ' | '\0' = ' '): Uint8Array =>
  utf16(rowOf(rowsOf(card), padding));

/** The 70 bytes of command 30 03. */
export const newestAddressBlock = (address: string): Uint8Array => utf16(rowOf([[address, 35]], ' '));
