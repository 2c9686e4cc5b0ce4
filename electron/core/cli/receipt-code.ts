import { createPublicKey } from 'node:crypto';
import { z } from 'zod';
import { codeFits, codeOf } from '../store/receipt.ts';

/** The code on a receipt's slip: `{"id", "at", "hash", "signature", "alg"}`, in this order, without spaces. */
const Code = z.strictObject({
  id: z.string().min(1),
  at: z.string().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  signature: z.string(),
  alg: z.string(),
});
export type ReceiptCode = z.infer<typeof Code>;

export type CodeVerdict =
  | { readonly ok: true; readonly code: ReceiptCode }
  /** One English sentence. */
  | { readonly ok: false; readonly why: string };

const bad = (why: string): CodeVerdict => ({ ok: false, why });
const changed = bad('This is not what this kiosk signed: the code was changed, or is of another kiosk.');

/** Base64 of which no character could be another and still mean the same bytes. */
const isExact = (base64: string): boolean => Buffer.from(base64, 'base64').toString('base64') === base64;

/** PEM of the Ed25519 key that a kiosk signs with. */
export const isSigningKey = (pem: string): boolean => {
  try {
    return createPublicKey(pem).asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
};

/** Judges what a scanner read from a slip; white space around it counts for nothing. */
export const checkReceiptCode = (text: string, publicKey: string): CodeVerdict => {
  const said = text.trim();
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(said))
    return bad('This code only names a record; the slip is not of a signed receipt.');
  let raw: unknown;
  try {
    raw = JSON.parse(said);
  } catch {
    return bad('This is not the code of a receipt.');
  }
  const code = Code.safeParse(raw);
  if (!code.success) return bad('This is not the code of a receipt.');
  const { signature, alg } = code.data;
  if (alg !== 'Ed25519') return bad(`This program does not know how "${alg}" is verified.`);
  // Written differently, though it means the same: it did not come out of the printer like that.
  if (codeOf(code.data, code.data) !== said || !isExact(signature)) return changed;
  return codeFits(publicKey, code.data) ? { ok: true, code: code.data } : changed;
};
