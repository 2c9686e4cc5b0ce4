import { hkdfSync } from 'node:crypto';
import { DraftContent, type DraftHolder } from '../journeys/draft.ts';
import type { RandomBytes } from '../store/clock.ts';
import { seal, unseal } from '../store/crypto.ts';

const context = 'draft';

const derive = (secret: Uint8Array, purpose: 'find' | 'seal'): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, new Uint8Array(0), purpose, 32));

/** How the central system finds it; says nothing of what is in it. */
export const locatorOf = (token: Uint8Array): string => derive(token, 'find').toString('base64url');

const keyOf = (token: Uint8Array, { documentType, idNumber, validFrom }: DraftHolder): Buffer =>
  derive(Buffer.concat([token, Buffer.from(documentType + idNumber + validFrom, 'utf8')]), 'seal');

/** As the central system keeps it; `sealed` is base64url. */
export type SealedDraft = { readonly sealed: string; readonly alg: string };

export const sealDraft = (
  token: Uint8Array,
  holder: DraftHolder,
  content: DraftContent,
  random: RandomBytes,
): SealedDraft => {
  const { alg, bytes } = seal(
    keyOf(token, holder),
    Buffer.from(JSON.stringify(content), 'utf8'),
    context,
    random,
  );
  return { alg, sealed: Buffer.from(bytes).toString('base64url') };
};

/** Nothing when slip and card do not belong together, or a bit has changed. */
export const openSealedDraft = (
  token: Uint8Array,
  holder: DraftHolder,
  { sealed, alg }: SealedDraft,
): DraftContent | undefined => {
  const plain = unseal(keyOf(token, holder), { alg, bytes: Buffer.from(sealed, 'base64url') }, context);
  if (plain === undefined) return undefined;
  try {
    const parsed = DraftContent.safeParse(JSON.parse(plain.toString('utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
};
