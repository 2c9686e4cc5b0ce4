import { headText, type Link, type SignedHead } from './audit-chain.ts';
import { keyedHash, keyFor, type Signer, signatureFits } from './crypto.ts';

/**
 * The end of the chain, as each commit leaves it in the database: under a keyed hash, which takes a twentieth of the
 * time of a signature. Whoever holds that key holds the signing key too, which is in the same database. What the central
 * system is told is signed.
 */
export interface HeadSeal {
  /** As it is stored. */
  seal(head: Link): SignedHead;
  /** Whether this kiosk stored it; signed ones are from before. */
  fits(head: SignedHead, publicKey: string): boolean;
}

const ALG = 'HMAC-SHA256';

export const headSeal = (storageKey: Uint8Array): HeadSeal => {
  const key = keyFor(storageKey, 'audit head');
  const hashOf = (head: Link): string => keyedHash(key, headText(head));
  return {
    seal: (head) => ({ ...head, signature: hashOf(head), alg: ALG }),
    fits: (head, publicKey) =>
      head.alg === ALG ? head.signature === hashOf(head) : signatureFits(publicKey, headText(head), head),
  };
};

/** As the central system is told it. */
export const signHead = (signer: Signer, { epoch, seq, hash }: Link): SignedHead => {
  const head = { epoch, seq, hash };
  return { ...head, ...signer.sign(headText(head)) };
};
