import type { Reason } from '../../contract/reasons.ts';
import type { Known, Licence, Person } from '../session/state.ts';
import type { KnownByCode } from '../sync/answers.ts';
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

/** Interface v1 knows two sources: shown, or only typed. Whose phone's code this is the central system itself has said. */
export const sourceOf = ({ source }: Person): 'card' | 'typed' => (source === 'typed' ? 'typed' : 'card');

export const lookUp: Perform<'look-up'> = async ({ ref, person }, tools, signal) => {
  const { central, devices, tell } = tools;
  const readerId = devices.idReader?.samNumber();
  const result = await central.peopleLookup(
    {
      documentType: person.documentType,
      idNumber: person.idNumber,
      name: person.name,
      source: sourceOf(person),
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

const whoIs = ({ documentType, idNumber, name }: KnownByCode): Omit<Person, 'source' | 'card'> | undefined =>
  documentType === undefined || idNumber === undefined || name === undefined
    ? undefined
    : { documentType, idNumber, name };

export const lookUpCode: Perform<'look-up-code'> = async ({ ref, code, kind }, tools, signal) => {
  const result = await tools.central.peopleByCode(code, kind, signal);
  if (!result.ok || result.value === undefined) {
    const reason: Reason = result.ok ? { code: 'unknown-person' } : reasonOf(result);
    tools.tell({ kind: 'code-known', ref, code, outcome: { ok: false, reason } });
    return;
  }
  const { subjectToken, profile, applications, documents, appointments, suggestions, business } =
    result.value;
  const known: Known = {
    profile,
    applications,
    documents,
    appointments,
    suggestions,
    ...(subjectToken === undefined ? {} : { subjectToken }),
  };
  const person = whoIs(result.value);
  const named: Licence['business'] | undefined = business;
  tools.tell({
    kind: 'code-known',
    ref,
    code,
    outcome: {
      ok: true,
      known,
      ...(person === undefined ? {} : { person }),
      ...(named === undefined ? {} : { business: named }),
    },
  });
};
