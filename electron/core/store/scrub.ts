import type { Files } from './files.ts';
import type { Keyring } from './keyring.ts';
import type { Outbox } from './outbox.ts';
import type { Records } from './records.ts';

/**
 * Opens all that is still to be sent, so that damage is found while a citizen can still be asked, and not on the day
 * the network is back.
 */
export const scrub = (parts: {
  readonly keyring: Keyring;
  readonly outbox: Outbox;
  readonly records: Records;
  readonly files: Files;
}): number => {
  const { keyring, outbox, records, files } = parts;
  keyring.examine();
  const unreadable: string[] = [];
  outbox.forEachWaiting(({ recordId }) => {
    if (records.outcomeOf(recordId)?.state !== 'waiting') return;
    const papers = files.of(recordId).filter(({ uploaded }) => !uploaded);
    if (records.bodyOf(recordId) === undefined || !papers.every(files.isSound)) unreadable.push(recordId);
  });
  for (const id of unreadable) records.quarantine(id, 'unreadable');
  return unreadable.length;
};
