import type { Device, DeviceError, Unsubscribe } from '../device.ts';

/**
 * `present`: a card that has not been read yet lies in the field. `absent`: nothing has been sensed.
 * `read`: a card was read and the reader can't tell whether it still lies there (SAM readers answer "no card" for it).
 */
export type CardPresence = 'unknown' | 'absent' | 'present' | 'read';

export type CardKind = 'resident-id' | 'hmt-residence' | 'foreign-pr-2017' | 'foreign-pr-2023';

/** Calendar dates are `YYYY-MM-DD`. */
export type IdCard = {
  readonly kind: CardKind;
  /** The Chinese name, else the Latin one. */
  readonly name: string;
  readonly latinName?: string;
  /** GB/T 2261.1. */
  readonly sex: 'unknown' | 'male' | 'female' | 'unspecified';
  /** GB/T 3304, in Chinese (汉); digits when the code is not in the table. */
  readonly nation?: string;
  /** ISO 3166 alpha-3. */
  readonly nationality?: string;
  readonly birthDate?: string;
  /** The newest additional address where the card holds one, else the printed one. */
  readonly address?: string;
  readonly idNumber: string;
  readonly issuer?: string;
  readonly validFrom: string;
  /** `long-term` for 长期. */
  readonly validUntil: string | 'long-term';
  /** 港澳台居民居住证 only. */
  readonly passNumber?: string;
  /** 1024 bytes of WLT; decoding needs the vendor's library. */
  readonly photo?: Uint8Array;
};

/** What to tell the citizen. */
export type CardAdvice =
  | 'lay-again'
  | 'not-an-id-card'
  | 'several-cards'
  | 'not-accepted'
  | 'unknown-card-type'
  | 'reader-out-of-order';

export type CardReadError = DeviceError & { readonly advice: CardAdvice };

export type CardRead =
  | { readonly ok: true; readonly value: IdCard }
  | { readonly ok: false; readonly error: CardReadError };

export interface IdReader extends Device {
  readonly role: 'idReader';
  presence(): CardPresence;
  /** Edges of presence. `present` is a *new* card, or the same one lifted and laid again. */
  onPresence(listener: (presence: CardPresence) => void): Unsubscribe;
  /** Selects and reads the card that is present. Within 10 s. */
  read(signal: AbortSignal): Promise<CardRead>;
  /** The module's serial number (安全模块号), once the reader has told it. */
  samNumber(): string | undefined;
}
