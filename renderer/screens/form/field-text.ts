import type { Field } from '../../../electron/contract/catalogue.ts';
import type { FieldValue } from '../../../electron/contract/field-value.ts';
import type { KeyKind } from '../../keyboard/target.ts';

type TypedKind = Exclude<Field['kind'], 'choice' | 'choices' | 'yesNo' | 'signature'>;

const keys: Readonly<Record<TypedKind, KeyKind>> = {
  text: 'text',
  name: 'name',
  idNumber: 'idNumber',
  phone: 'phone',
  date: 'date',
  number: 'numeric',
  amount: 'amount',
  address: 'text',
};
const lengths: Readonly<Record<TypedKind, number>> = {
  text: 400,
  name: 60,
  idNumber: 18,
  phone: 20,
  date: 10,
  number: 20,
  amount: 20,
  address: 200,
};

export const isTyped = (kind: Field['kind']): kind is TypedKind => kind in keys;
export const keysFor = (kind: TypedKind): KeyKind => keys[kind];
export const lengthFor = (kind: TypedKind): number => lengths[kind];

/** A number goes up as a number; what is none yet goes up as it stands, so that the core can say so. */
export const typedValue = (kind: TypedKind, typed: string): FieldValue | null => {
  if (typed === '') return null;
  return kind === 'number' && /^-?\d+(\.\d+)?$/.test(typed) ? Number(typed) : typed;
};

export const textOf = (value: FieldValue | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
