import type { Reason } from '../../contract/reasons.ts';
import type { CallFailure } from '../sync/results.ts';
import { type Perform, timestamp } from './tools.ts';

/** The card on the pad, and what the central system knows of its holder. */

export const readCard: Perform<'read-card'> = async ({ ref }, { devices, tell }, signal) => {
  const reader = devices.idReader;
  if (reader === undefined) return;
  tell({ kind: 'card', ref, read: await reader.read(signal) });
};

/** What a failed call means to a citizen. */
export const reasonOf = (failure: CallFailure): Reason => {
  if (failure.kind !== 'refused') return { code: 'offline' };
  return { code: failure.status === 404 || failure.status >= 500 ? 'offline' : 'central-refused' };
};

export const lookUp: Perform<'look-up'> = async ({ ref, person }, tools, signal) => {
  const { central, devices, tell } = tools;
  const readerId = devices.idReader?.samNumber();
  const result = await central.peopleLookup(
    {
      documentType: person.documentType,
      idNumber: person.idNumber,
      name: person.name,
      source: person.source,
      readAt: timestamp(tools),
      ...(readerId === undefined ? {} : { readerId }),
    },
    signal,
  );
  if (!result.ok) tell({ kind: 'looked-up', ref, outcome: { ok: false, reason: reasonOf(result) } });
  else if (result.value === undefined)
    tell({ kind: 'looked-up', ref, outcome: { ok: false, reason: { code: 'unknown-person' } } });
  else tell({ kind: 'looked-up', ref, outcome: { ok: true, known: result.value } });
};
