import {
  createCipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import type { RandomBytes } from '../../store/clock.ts';
import { sha256Hex } from '../../store/crypto.ts';

/** A key sealed for whoever holds an X25519 private key, as in RFC 9180's base mode but without its framing. */
export const WRAP_ALG = 'X25519-HKDF-SHA256-AES-256-GCM';
const CONTEXT = 'hall-kiosk bundle v1';

export type WrappedKey = {
  readonly alg: typeof WRAP_ALG;
  /** SHA-256, hex, of the recipient's SubjectPublicKeyInfo (DER): which private key opens it. */
  readonly recipient: string;
  /** base64 of 32 bytes: made for this one bundle. */
  readonly ephemeralKey: string;
  /** base64: nonce (12) ‖ ciphertext ‖ tag (16) */
  readonly wrappedKey: string;
};

/** RFC 8410: an X25519 SubjectPublicKeyInfo is 12 bytes and the 32 of the key. */
const rawOf = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' }).subarray(-32);

/** The X25519 public key in this PEM, or nothing. */
export const recipientFrom = (pem: string): KeyObject | undefined => {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'x25519' ? key : undefined;
  } catch {
    return undefined;
  }
};

/**
 * HKDF-SHA-256 (secret: X25519 of both keys; salt: ephemeral ‖ recipient, 32 bytes each; info: `hall-kiosk bundle
 * v1`) gives the AES-256-GCM key that seals `secret`; the same text is the associated data.
 * Throws for a recipient of low order, whose secret everybody knows.
 */
export const wrapFor = (recipient: KeyObject, secret: Uint8Array, random: RandomBytes): WrappedKey => {
  const ephemeral = generateKeyPairSync('x25519');
  const shared = diffieHellman({ privateKey: ephemeral.privateKey, publicKey: recipient });
  const ephemeralRaw = rawOf(ephemeral.publicKey);
  const salt = Buffer.concat([ephemeralRaw, rawOf(recipient)]);
  const key = Buffer.from(hkdfSync('sha256', shared, salt, CONTEXT, 32));
  const nonce = random(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(CONTEXT));
  const sealed = Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  return {
    alg: WRAP_ALG,
    recipient: sha256Hex(recipient.export({ format: 'der', type: 'spki' })),
    ephemeralKey: ephemeralRaw.toString('base64'),
    wrappedKey: sealed.toString('base64'),
  };
};
