import { canonicalJson } from './canonical-json.ts';
import { type SignAlg, type Signer, sha256Hex, signatureFits } from './crypto.ts';

/** What the citizen holds against us: this kiosk took exactly this content. */
export interface Receipt {
  /** SHA-256, lower-case hex, of the content without its `receipt`, as canonical JSON (RFC 8785). */
  readonly hash: string;
  /** base64, over `hall-kiosk receipt v1`, the content's `id` and `createdAt`, and the hash: a line each. */
  readonly signature: string;
  readonly alg: SignAlg;
}

/** What a receipt's code on paper says besides the receipt. */
export interface ReceiptOf {
  /** The record. */
  readonly id: string;
  /** RFC 3339: when it was handed in. */
  readonly at: string;
}

const signedText = ({ id, at }: ReceiptOf, hash: string): string =>
  `hall-kiosk receipt v1\n${id}\n${at}\n${hash}`;

const receiptOf = (content: object): ReceiptOf => {
  const text = (name: string): string => String(Reflect.get(content, name) ?? '');
  return { id: text('id'), at: text('createdAt') };
};

const withoutReceipt = (content: object): object =>
  Object.fromEntries(Object.entries(content).filter(([name]) => name !== 'receipt'));

export const receiptHash = (content: object): string => sha256Hex(canonicalJson(withoutReceipt(content)));

export const signReceipt = (signer: Signer, content: object): Receipt => {
  const hash = receiptHash(content);
  return { hash, ...signer.sign(signedText(receiptOf(content), hash)) };
};

/** The text of the code on a slip: these members, in this order, without spaces. */
export const codeOf = (
  { id, at }: ReceiptOf,
  { hash, signature, alg }: Omit<Receipt, 'alg'> & { readonly alg: string },
): string => JSON.stringify({ id, at, hash, signature, alg });

/** Whether the kiosk with this public key (PEM) signed exactly what a slip's code says. Needs no content and no network. */
export const codeFits = (
  publicKey: string,
  code: ReceiptOf & { readonly hash: string; readonly signature: string; readonly alg: string },
): boolean => signatureFits(publicKey, signedText(code, code.hash), code);

/** Whether the receipt is of this content and by the kiosk with this public key (PEM). */
export const receiptFits = (
  publicKey: string,
  content: object,
  receipt: { readonly hash: string; readonly signature: string; readonly alg: string },
): boolean =>
  receipt.hash === receiptHash(content) && codeFits(publicKey, { ...receiptOf(content), ...receipt });
