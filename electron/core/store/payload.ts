import type { RandomBytes } from './clock.ts';
import { seal, sha256Hex, unseal } from './crypto.ts';

/**
 * The stored form of a record's body: salt (32) ‖ the very bytes that go up. What outlives acceptance is the digest
 * of both; as the salt is erased with the body, nobody can find the body by trying.
 */
export interface Payload {
  /** `AES-256-GCM`, or `none` for what the kiosk asks for itself and that tells of no person. */
  readonly alg: string;
  readonly bytes: Uint8Array;
  /** SHA-256 of salt ‖ body, hex. */
  readonly digest: string;
}

const SALT = 32;

const contextOf = (recordId: string): string => `record ${recordId}`;

export const packPayload = (
  recordId: string,
  key: Uint8Array | undefined,
  body: Uint8Array,
  random: RandomBytes,
): Payload => {
  const salted = Buffer.concat([random(SALT), body]);
  const digest = sha256Hex(salted);
  if (!key) return { alg: 'none', bytes: salted, digest };
  return { ...seal(key, salted, contextOf(recordId), random), digest };
};

/** The body's bytes, or `undefined` when the key is gone or does not open it, or the bytes are not those saved. */
export const unpackPayload = (
  recordId: string,
  key: Uint8Array | undefined,
  payload: Payload,
): Uint8Array | undefined => {
  const salted = payload.alg === 'none' ? payload.bytes : key && unseal(key, payload, contextOf(recordId));
  if (!salted || sha256Hex(salted) !== payload.digest) return undefined;
  return salted.subarray(SALT);
};
