import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  hash,
  KeyObject,
  sign,
  verify,
} from 'node:crypto';
import type { RandomBytes } from './clock.ts';

/**
 * The one door to cryptography. Everything sealed or signed has its `alg` beside it, so that SM2/SM3/SM4 can come
 * without touching what was written before. Only what Electron's library (BoringSSL) has too.
 *
 * Keys go in as key objects: for bare bytes Node 24 first asks what else they might be, five times the cost of sealing.
 * What is used again and again is made one once (`keyFor`).
 */
export type SecretKey = Uint8Array | KeyObject;
export type SealAlg = 'AES-256-GCM';
export type SignAlg = 'Ed25519';

export interface Sealed {
  readonly alg: SealAlg;
  /** nonce (12) ‖ ciphertext ‖ tag (16) */
  readonly bytes: Uint8Array;
}

export interface Signed {
  readonly alg: SignAlg;
  /** base64 */
  readonly signature: string;
}

const NONCE = 12;
const TAG = 16;

const objectOf = (key: SecretKey): KeyObject => (key instanceof KeyObject ? key : createSecretKey(key));

export const sha256Hex = (only: string | Uint8Array, ...parts: readonly (string | Uint8Array)[]): string => {
  if (parts.length === 0) return hash('sha256', only, 'hex');
  const whole = createHash('sha256').update(only);
  for (const part of parts) whole.update(part);
  return whole.digest('hex');
};

/** A key of its own for each purpose, all from the storage key: HMAC-SHA-256(key, purpose). 32 bytes. */
export const deriveKey = (key: Uint8Array, purpose: string): Uint8Array =>
  createHmac('sha256', createSecretKey(key)).update(`hall-kiosk ${purpose} v1`).digest();

/** See deriveKey. */
export const keyFor = (key: Uint8Array, purpose: string): KeyObject =>
  createSecretKey(deriveKey(key, purpose));

/** HMAC-SHA-256, hex. */
export const keyedHash = (key: SecretKey, text: string | Uint8Array): string =>
  createHmac('sha256', objectOf(key)).update(text).digest('hex');

type Context = string | Uint8Array;

/** `context` is bound to the sealed bytes: they open only under the same name they were sealed for. */
export const seal = (key: SecretKey, plain: Uint8Array, context: Context, random: RandomBytes): Sealed => {
  const nonce = random(NONCE);
  const cipher = createCipheriv('aes-256-gcm', objectOf(key), nonce);
  cipher.setAAD(Buffer.from(context));
  const parts = [nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()];
  return { alg: 'AES-256-GCM', bytes: Buffer.concat(parts) };
};

/** `undefined`: another key, another context, or changed bytes. */
export const unseal = (
  key: SecretKey,
  sealed: { readonly alg: string; readonly bytes: Uint8Array },
  context: Context,
): Buffer | undefined => {
  if (sealed.alg !== 'AES-256-GCM' || sealed.bytes.length < NONCE + TAG) return undefined;
  const { bytes } = sealed;
  const decipher = createDecipheriv('aes-256-gcm', objectOf(key), bytes.subarray(0, NONCE));
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
  try {
    const plain = decipher.update(bytes.subarray(NONCE, bytes.length - TAG));
    return Buffer.concat([plain, decipher.final()]);
  } catch {
    return undefined;
  }
};

/** RFC 8410: an Ed25519 private key in PKCS #8 is this prefix and the 32 bytes of its seed. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

const privateKeyFrom = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });

export interface Signer {
  /** SubjectPublicKeyInfo, PEM: what a verifier needs. */
  readonly publicKey: string;
  sign(text: string): Signed;
}

/** A signer from 32 secret bytes. */
export const signerFrom = (seed: Uint8Array): Signer => {
  const key = privateKeyFrom(seed);
  return {
    publicKey: createPublicKey(key).export({ format: 'pem', type: 'spki' }).toString(),
    sign: (text) => ({
      alg: 'Ed25519',
      signature: sign(null, Buffer.from(text), key).toString('base64'),
    }),
  };
};

export const signatureFits = (
  publicKey: string,
  text: string,
  signed: { readonly alg: string; readonly signature: string },
): boolean =>
  signed.alg === 'Ed25519' &&
  verify(null, Buffer.from(text), createPublicKey(publicKey), Buffer.from(signed.signature, 'base64'));
