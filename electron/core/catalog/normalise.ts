import type { Field } from '../../contract/catalogue.ts';
import type { FieldValue } from '../../contract/field-value.ts';

/** A value as it is kept and goes up: numbers as numbers, ID numbers in capitals, blanks dropped. */
export const normalised = (field: Field, value: FieldValue | null): FieldValue | undefined => {
  if (value === null) return undefined;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value;
  if (typeof value !== 'string') return value;
  const text =
    field.kind === 'text' || field.kind === 'address' || field.kind === 'signature' ? value : value.trim();
  if (text === '') return undefined;
  if (field.kind === 'idNumber') return text.toUpperCase();
  if (field.kind === 'number') {
    return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  }
  if (field.kind === 'yesNo') return text === 'yes' ? true : text === 'no' ? false : text;
  return text;
};
