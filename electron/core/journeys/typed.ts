import { isValidIdNumber } from '../../../devices/models/sam/gb11643.ts';
import type { Person } from '../session/state.ts';
import type { Turn } from '../session/turn.ts';
import { isOtherParty, lookUp, onIdentify } from './identify.ts';

/** Name and number by hand. What is typed proves nothing: it is good for a submission, never to open what is stored. */

const documentTypeOf = (idNumber: string): Person['documentType'] => {
  if (/^8[123]/.test(idNumber)) return 'hmt-residence';
  return idNumber.startsWith('9') ? 'foreign-pr-2023' : 'resident-id';
};

export const submitTyped = (turn: Turn): void => {
  const place = onIdentify(turn);
  if (place === undefined || !place.allowTyped || place.state !== 'waiting') return;
  const name = place.typed.name.trim();
  const idNumber = place.typed.idNumber.trim().toUpperCase();
  const errors: Record<string, string> = {};
  if (name === '') errors.name = 'required';
  else if (!/^[\p{L}\p{M}·•.,'’ -]{1,60}$/u.test(name)) errors.name = 'name';
  if (idNumber === '') errors.idNumber = 'required';
  else if (!isValidIdNumber(idNumber)) errors.idNumber = 'id-number';
  else if (isOtherParty(turn, place, idNumber)) errors.idNumber = 'same-person';
  if (Object.keys(errors).length > 0) {
    turn.sound('trouble');
    turn.update({ ...place, typed: { ...place.typed, errors } });
    return;
  }
  lookUp(turn, { documentType: documentTypeOf(idNumber), name, idNumber, source: 'typed' });
};

export const typeIdentity = (turn: Turn, field: string, value: string): void => {
  const place = onIdentify(turn);
  if (place === undefined || !place.allowTyped || (field !== 'name' && field !== 'idNumber')) return;
  const { [field]: _, ...errors } = place.typed.errors;
  turn.update({ ...place, typed: { ...place.typed, [field]: value, errors } });
};
