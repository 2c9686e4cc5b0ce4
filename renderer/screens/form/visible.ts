import type { Field } from '../../../electron/contract/catalogue.ts';
import type { FieldValue } from '../../../electron/contract/field-value.ts';

export type Values = Readonly<Record<string, FieldValue>>;

/** A field with a condition is asked only while the answer on this page says so; the core decides for good. */
export const visibleFields = (fields: readonly Field[], values: Values): Field[] => {
  const shown = (field: Field, asking: ReadonlySet<string>): boolean => {
    const condition = field.visibleIf;
    if (!condition) return true;
    const asked = fields.find(({ id }) => id === condition.field);
    if (asked && !asking.has(asked.id) && !shown(asked, new Set([...asking, asked.id]))) return false;
    const value = values[condition.field];
    return Array.isArray(value) ? value.includes(String(condition.equals)) : value === condition.equals;
  };
  return fields.filter((field) => shown(field, new Set([field.id])));
};
