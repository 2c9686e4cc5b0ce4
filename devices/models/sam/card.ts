import type { CardAdvice, IdCard } from '../../classes/id-reader.ts';
import { type FieldName, fieldText, layoutOf, textBlockLength } from './card-layouts.ts';
import { isValidIdNumber } from './gb11643.ts';
import { nationOf } from './nations.ts';
import { sexOf } from './sexes.ts';

export type ParsedCard =
  | { readonly ok: true; readonly value: IdCard }
  /** `why` names the field, never its content. */
  | { readonly ok: false; readonly advice: CardAdvice; readonly why: string };

const refused = (advice: CardAdvice, why: string): ParsedCard => ({ ok: false, advice, why });

/** `YYYYMMDD` → `YYYY-MM-DD`; undefined when there is no such day. */
const dateOf = (digits: string): string | undefined => {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(digits) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = `${year}-${month}-${day}`;
  const time = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(date) ? date : undefined;
};

const validityOf = (text: string): string | undefined => (text === '长期' ? 'long-term' : dateOf(text));

const optional = <K extends string>(name: K, value: string | undefined): { readonly [P in K]?: string } =>
  (value === undefined || value === '' ? {} : { [name]: value }) as { readonly [P in K]?: string };

/**
 * A card from its text block, whole or not at all: one field that can't be right, and nothing is delivered.
 */
export const parseCard = (block: Uint8Array, photo: Uint8Array): ParsedCard => {
  if (block.length !== textBlockLength) return refused('lay-again', `text block of ${block.length} bytes`);
  const layout = layoutOf(block);
  if (!layout) return refused('unknown-card-type', 'unknown type flag');
  const field = (name: FieldName): string => fieldText(block, layout.fields[name]);

  const idNumber = field('idNumber');
  const numberIsRight =
    layout.number === 'gb11643' ? isValidIdNumber(idNumber) : /^[A-Z]{3}\d{12}$/.test(idNumber);
  if (!numberIsRight) return refused('not-accepted', 'idNumber: wrong form or check digit');

  const chineseName = field('chineseName');
  const latinName = field('latinName');
  const name = chineseName || latinName;
  if (name === '') return refused('not-accepted', 'name: blank');

  const birthDate = dateOf(field('birthDate'));
  if (birthDate === undefined) return refused('not-accepted', 'birthDate: not a date');
  const validFrom = dateOf(field('validFrom'));
  if (validFrom === undefined) return refused('not-accepted', 'validFrom: not a date');
  const validUntil = validityOf(field('validUntil'));
  if (validUntil === undefined) return refused('not-accepted', 'validUntil: not a date');

  return {
    ok: true,
    value: {
      kind: layout.kind,
      name,
      ...optional('latinName', latinName),
      sex: sexOf(field('sex')),
      ...optional('nation', nationOf(field('nation'))),
      ...optional('nationality', field('nationality')),
      birthDate,
      ...optional('address', field('address')),
      idNumber,
      ...optional('issuer', field('issuer')),
      validFrom,
      validUntil,
      ...optional('passNumber', field('passNumber')),
      ...(photo.length > 0 ? { photo } : {}),
    },
  };
};
