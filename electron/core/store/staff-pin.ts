import { scrypt, timingSafeEqual } from 'node:crypto';
import { deriveKey, keyedHash } from './crypto.ts';

/**
 * Staff PINs have few digits. The hash that arrives is peppered with this kiosk's key before it is kept, so that a
 * copy of the database alone can't be searched for PINs.
 */
export interface PepperedPin {
  readonly alg: 'scrypt+hmac-sha256';
  readonly params: ScryptParams;
  /** base64 */
  readonly salt: string;
  /** HMAC-SHA-256 of scrypt's output, hex */
  readonly hash: string;
  /** Bytes that scrypt has to give. */
  readonly length: number;
}

export interface ScryptParams {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

export interface PinPepper {
  /** `hash` and `salt` as received: hex or base64. */
  pepper(received: {
    readonly params: ScryptParams;
    readonly salt: string;
    readonly hash: string;
  }): PepperedPin;
  /** Takes some tens of milliseconds on purpose. */
  fits(pin: string, stored: PepperedPin): Promise<boolean>;
}

const bytesOf = (text: string): Buffer =>
  /^([0-9a-f]{2})+$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');

const stretch = (pin: string, salt: Buffer, length: number, { N, r, p }: ScryptParams): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(pin, salt, length, { N, r, p, maxmem: 256 * N * r + 1024 * 1024 }, (error, derived) =>
      error ? reject(error) : resolve(derived),
    );
  });

export const pinPepper = (storageKey: Uint8Array): PinPepper => {
  const key = deriveKey(storageKey, 'staff pepper');
  return {
    pepper: ({ params, salt, hash }) => {
      const bytes = bytesOf(hash);
      return {
        alg: 'scrypt+hmac-sha256',
        params: { N: params.N, r: params.r, p: params.p },
        salt: bytesOf(salt).toString('base64'),
        hash: keyedHash(key, bytes),
        length: bytes.length,
      };
    },
    fits: async (pin, stored) => {
      const derived = await stretch(pin, Buffer.from(stored.salt, 'base64'), stored.length, stored.params);
      return timingSafeEqual(Buffer.from(keyedHash(key, derived)), Buffer.from(stored.hash));
    },
  };
};
