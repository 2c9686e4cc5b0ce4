import { StorageKeyError, StoreDamagedError, StoreInUseError, StoreTooNewError } from '../../store/errors.ts';
import { inspectStore, isInUse, type StoreAt, type StoreFindings } from '../../store/inspect.ts';
import { chainInWords } from '../verify-audit.ts';
import { type Finding, fault, unchecked, warning, well } from './finding.ts';

export type StoreExamined = { readonly inUse: boolean; readonly findings: readonly Finding[] };

const unsent = ({ waiting, quarantined }: StoreFindings): Finding => {
  const says = `${waiting} records wait to be sent, ${quarantined} were refused by the central system.`;
  return quarantined === 0
    ? well('store', { what: 'records', says })
    : warning('store', { what: 'records', says, advice: 'Look at the refused ones on the staff screen.' });
};

const audit = ({ audit: verdict }: StoreFindings): Finding =>
  verdict.ok
    ? well('store', { what: 'audit', says: chainInWords(verdict) })
    : fault('store', {
        what: 'audit',
        says: chainInWords(verdict),
        advice: 'Keep the data folder as it is and report this: somebody or a disk has changed it.',
      });

const failure = (error: unknown): Finding => {
  if (error instanceof StorageKeyError)
    return fault('storage key', {
      path: 'storage.key',
      says: error.message,
      advice: 'Bring the key that this kiosk was set up with.',
    });
  if (error instanceof StoreDamagedError)
    return fault('store', {
      what: 'database',
      says: error.message,
      advice: 'Keep the data folder as it is, then restore a backup.',
    });
  if (error instanceof StoreTooNewError)
    return fault('store', { what: 'database', says: error.message, advice: 'Install the newer program.' });
  if (error instanceof StoreInUseError)
    return unchecked('store', { what: 'database', says: error.message, advice: 'Ask again.' });
  throw error;
};

export const noStore = (dir: string): StoreExamined => {
  const says = `There is none in ${dir} yet; the first start makes it.`;
  return { inUse: false, findings: [well('store', { what: 'database', says })] };
};

/** Reads all of the store, beside a running kiosk too; writes nothing. */
export const examineStore = (at: StoreAt): StoreExamined => {
  try {
    const found = inspectStore(at);
    const inUse = isInUse(at);
    const says = inUse
      ? 'It opens and every page is sound. A running kiosk has it in use; it was read beside that.'
      : 'It opens and every page is sound. No kiosk is running on it.';
    return { inUse, findings: [well('store', { what: 'database', says }), audit(found), unsent(found)] };
  } catch (error) {
    return { inUse: false, findings: [failure(error)] };
  }
};
