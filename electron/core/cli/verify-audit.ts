import type { ChainVerdict, Place } from '../store/audit-chain.ts';
import { inspectAudit } from '../store/inspect.ts';
import { type Command, exits, readArgs } from './command.ts';
import { inStoreWords, kioskOptions, openKioskAt } from './kiosk-at.ts';

const place = ({ epoch, seq }: Place): string => `epoch ${epoch}, seq ${seq}`;

/** One sentence that names the first bad or missing row. */
export const chainInWords = (verdict: ChainVerdict): string => {
  if (verdict.ok)
    return verdict.head === undefined
      ? 'The audit chain is empty.'
      : `The audit chain holds: ${verdict.rows} rows, signed up to ${place(verdict.head)}.`;
  const { fault, missing } = verdict;
  const here = place(verdict);
  const first = place(missing ?? verdict);
  switch (fault) {
    case 'changed':
      return `The audit chain does not hold: the row at ${here} was changed after it was written.`;
    case 'broken':
      return missing === undefined
        ? `The audit chain does not hold: the row at ${here} does not follow the one before it; one of the two was replaced.`
        : `The audit chain does not hold: the row at ${first} is missing; what comes next is ${here}.`;
    case 'cut':
      return `The audit chain does not hold: its end is missing from ${first} on; the signed head is at ${here}.`;
    case 'unreadable':
      return `The audit chain can't be read from ${first} on, as that part of the disk or file is damaged; the signed head is at ${here}.`;
    case 'head':
      return `The audit chain does not hold: its head at ${here} was not signed by this kiosk.`;
  }
};

export const verifyAudit: Command = {
  name: 'verify-audit',
  usage: '[--config FILE] [--data DIR]',
  summary: 'walk the audit chain up to its signed head; also beside a running kiosk',
  run: async (args, surroundings) => {
    const { values } = readArgs(args, kioskOptions, 0);
    const { dir, key } = openKioskAt(values, surroundings);
    const verdict = inStoreWords(() => inspectAudit({ dir, key }));
    const { out, err } = surroundings;
    (verdict.ok ? out : err)(chainInWords(verdict));
    return verdict.ok ? exits.well : exits.wrong;
  },
};
