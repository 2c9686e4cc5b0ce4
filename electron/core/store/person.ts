import { keyedHash, keyFor } from './crypto.ts';

/**
 * A person in the store is a keyed hash: enough to keep the order of what one person did and to see a second ticket,
 * of no use without this kiosk's key.
 */
export interface Person {
  /** The same person and day give the same hash; another day another one. */
  ofDay(personKey: string, businessDate: string): string;
  /** Records with the same order key go up one after the other. Without a person, each record is its own. */
  orderKey(personKey: string | undefined, recordId: string): string;
}

export const personHasher = (storageKey: Uint8Array): Person => {
  const key = keyFor(storageKey, 'person');
  return {
    ofDay: (personKey, businessDate) => keyedHash(key, `ticket\n${businessDate}\n${personKey}`),
    orderKey: (personKey, recordId) =>
      personKey === undefined ? `record:${recordId}` : keyedHash(key, `order\n${personKey}`),
  };
};
