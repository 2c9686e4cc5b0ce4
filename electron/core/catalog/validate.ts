import { isValidIdNumber } from '../../../devices/models/sam/gb11643.ts';
import type { Field } from '../../contract/catalogue.ts';
import type { FieldValue } from '../../contract/field-value.ts';
import { isDate } from './dates.ts';

/** Why a value can't be taken; each has its words in the locales: `errors.<code>`. */
export type FieldError =
  | 'required'
  | 'pattern'
  | 'id-number'
  | 'phone'
  | 'date'
  | 'too-small'
  | 'too-large'
  | 'too-early'
  | 'too-late'
  | 'too-short'
  | 'too-long'
  | 'not-a-number'
  | 'choose-one'
  | 'name';

const isEmpty = (value: FieldValue | undefined): boolean =>
  value === undefined ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

const fits = (pattern: string, text: string): boolean => {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(`^(?:${pattern})$`, flags).test(text);
    } catch {
      // Not a pattern in this dialect.
    }
  }
  return true;
};

const checkText = (field: Field, text: string): FieldError | undefined => {
  if (field.pattern !== undefined && !fits(field.pattern, text)) return 'pattern';
  const length = [...text].length;
  if (typeof field.min === 'number' && length < field.min) return 'too-short';
  if (typeof field.max === 'number' && length > field.max) return 'too-long';
  return undefined;
};

const checkNumber = (field: Field, value: number): FieldError | undefined => {
  if (!Number.isFinite(value)) return 'not-a-number';
  if (field.min !== undefined && value < Number(field.min)) return 'too-small';
  if (field.max !== undefined && value > Number(field.max)) return 'too-large';
  return undefined;
};

const checkDate = (field: Field, text: string): FieldError | undefined => {
  if (!isDate(text)) return 'date';
  if (typeof field.min === 'string' && text < field.min) return 'too-early';
  if (typeof field.max === 'string' && text > field.max) return 'too-late';
  return undefined;
};

const checkOne = (field: Field, value: FieldValue): FieldError | undefined => {
  const text = typeof value === 'string' ? value.trim() : undefined;
  const known = (id: string): boolean => field.options?.some((option) => option.id === id) ?? false;
  switch (field.kind) {
    case 'text':
    case 'address':
      return text === undefined ? 'pattern' : checkText(field, text);
    case 'name':
      if (text === undefined || !/^[\p{L}\p{M}·•.,'’ -]{1,60}$/u.test(text)) return 'name';
      return checkText(field, text);
    case 'idNumber':
      if (text === undefined || !isValidIdNumber(text.toUpperCase())) return 'id-number';
      return field.pattern !== undefined && !fits(field.pattern, text.toUpperCase()) ? 'pattern' : undefined;
    case 'phone':
      if (text === undefined || !/^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|\+?\d{6,15})$/.test(text)) return 'phone';
      return field.pattern !== undefined && !fits(field.pattern, text) ? 'pattern' : undefined;
    case 'date':
      return text === undefined ? 'date' : checkDate(field, text);
    case 'choice':
      return text !== undefined && known(text) ? undefined : 'choose-one';
    case 'choices':
      if (!Array.isArray(value) || !value.every(known)) return 'choose-one';
      if (typeof field.min === 'number' && value.length < field.min) return 'too-small';
      return typeof field.max === 'number' && value.length > field.max ? 'too-large' : undefined;
    case 'number':
      return typeof value === 'number' ? checkNumber(field, value) : 'not-a-number';
    case 'amount':
      return text !== undefined && /^\d{1,12}(\.\d{1,2})?$/.test(text)
        ? checkNumber(field, Number(text))
        : 'not-a-number';
    case 'yesNo':
      return typeof value === 'boolean' ? undefined : 'choose-one';
    case 'signature':
      return text === undefined ? 'required' : undefined;
  }
};

/** The first thing wrong with a value, or nothing. An empty field is wrong only where it is required. */
export const fieldError = (field: Field, value: FieldValue | undefined): FieldError | undefined => {
  if (value === undefined || isEmpty(value)) return field.required ? 'required' : undefined;
  return checkOne(field, value);
};
