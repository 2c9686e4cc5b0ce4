import { readFileSync } from 'node:fs';
import { inspectPublicKey } from '../store/inspect.ts';
import { type Command, exits, Refusal, readArgs, type Surroundings } from './command.ts';
import { inStoreWords, type KioskWords, kioskOptions, openKioskAt } from './kiosk-at.ts';
import { checkReceiptCode, isSigningKey } from './receipt-code.ts';

const options = { ...kioskOptions, 'public-key': { type: 'string' } } as const;

/** This kiosk's own key (PEM), from its store. */
const ownKey = (words: KioskWords, surroundings: Surroundings): string => {
  const { dir, key } = openKioskAt(words, surroundings);
  const found = inStoreWords(() => inspectPublicKey({ dir, key }));
  if (found === undefined)
    throw new Refusal(exits.wrong, 'This kiosk has never been started: it has no key.');
  return found;
};

const keyFrom = (path: string): string => {
  let pem: string;
  try {
    pem = readFileSync(path, 'utf8');
  } catch {
    throw new Refusal(exits.wrong, `--public-key: "${path}" can't be read.`);
  }
  if (!isSigningKey(pem))
    throw new Refusal(exits.wrong, `--public-key: "${path}" does not hold an Ed25519 public key in PEM.`);
  return pem;
};

/** The operand is the code itself, or a file that holds it. */
const codeFrom = (operand: string): string => {
  if (operand.trimStart().startsWith('{')) return operand;
  try {
    return readFileSync(operand, 'utf8');
  } catch {
    return operand;
  }
};

export const verifyReceipt: Command = {
  name: 'verify-receipt',
  usage: 'TEXT|FILE [--public-key PEM | --config FILE --data DIR]',
  summary: "check what a receipt's code says against the kiosk's key, without a network",
  run: async (args, surroundings) => {
    const { values, positionals } = readArgs(args, options, 1);
    const path = values['public-key'];
    const publicKey = path === undefined ? ownKey(values, surroundings) : keyFrom(path);
    const verdict = checkReceiptCode(codeFrom(positionals[0] ?? ''), publicKey);
    if (!verdict.ok) {
      surroundings.err(verdict.why);
      return exits.wrong;
    }
    const { id, at, hash } = verdict.code;
    const short = hash.slice(0, 16).match(/.{4}/g)?.join('-') ?? '';
    surroundings.out(`The receipt is genuine: record ${id}, handed in at ${at}, check code ${short}.`);
    return exits.well;
  },
};

export const publicKeyCommand: Command = {
  name: 'public-key',
  usage: '[--config FILE] [--data DIR]',
  summary: "print the key (PEM) that this kiosk's receipts, audit heads and bundles are verified with",
  run: async (args, surroundings) => {
    const { values } = readArgs(args, kioskOptions, 0);
    surroundings.out(ownKey(values, surroundings).trimEnd());
    return exits.well;
  },
};
