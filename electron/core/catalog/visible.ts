import type { Field, Item, Material, Page, VisibleIf } from '../../contract/catalogue.ts';
import type { FieldValue } from '../../contract/field-value.ts';

export type Values = Readonly<Record<string, FieldValue>>;

const holds = (condition: VisibleIf, values: Values, item: Item, seen: ReadonlySet<string>): boolean => {
  const value = values[condition.field];
  const asked = item.form.flatMap((page) => page.fields).find((field) => field.id === condition.field);
  // A question that is itself hidden has no answer, whatever was typed before it disappeared.
  if (asked?.visibleIf !== undefined && !seen.has(asked.id)) {
    if (!holds(asked.visibleIf, values, item, new Set([...seen, asked.id]))) return false;
  }
  return Array.isArray(value) ? value.includes(String(condition.equals)) : value === condition.equals;
};

const shown = (thing: { visibleIf?: VisibleIf | undefined }, item: Item, values: Values): boolean =>
  thing.visibleIf === undefined || holds(thing.visibleIf, values, item, new Set());

export const visibleFields = (page: Page, item: Item, values: Values): readonly Field[] =>
  page.fields.filter((field) => shown(field, item, values));

/** Pages that ask at least one question now. */
export const visiblePages = (item: Item, values: Values): readonly Page[] =>
  item.form.filter((page) => visibleFields(page, item, values).length > 0);

export const visibleMaterials = (item: Item, values: Values): readonly Material[] =>
  item.materials.filter((material) => shown(material, item, values));
