import type { Bundle, Field, Item, VisibleIf } from '../../contract/catalogue.ts';
import type { Text } from '../../contract/text.ts';
import { type Values, visibleFields } from './visible.ts';

/**
 * What is asked together: one item, or the items of a bundle (一件事). Answers are kept under keys: a question that
 * several items share has one key and is asked once, any other has its own.
 */
export type Asked = { readonly items: readonly Item[]; readonly bundle?: Bundle };

export const alone = (item: Item): Asked => ({ items: [item] });

/** One screen of questions. Ids of fields, and those their conditions look at, are keys. */
export type AskedPage = {
  readonly id: string;
  readonly title: Text;
  readonly item: Item;
  /** All that may be asked on it, whether an answer hides it now or not. */
  readonly fields: readonly Field[];
  /** Keys of those that are asked now, in order. */
  readonly shown: readonly string[];
};

const fieldsOf = (item: Item): readonly Field[] => item.form.flatMap((page) => page.fields);

const fieldAt = ({ items }: Asked, path: string): Field | undefined =>
  items.flatMap((item) => fieldsOf(item).filter((field) => `${item.id}.${field.id}` === path))[0];

/** The shared question that this one is part of. Questions of different kinds can't have one answer. */
const sharedKey = (asked: Asked, item: Item, field: Field): string | undefined =>
  Object.entries(asked.bundle?.sharedFields ?? {}).find(([, paths]) => {
    if (!paths.includes(`${item.id}.${field.id}`)) return false;
    const first = paths.map((path) => fieldAt(asked, path)).find((each) => each !== undefined);
    return first?.kind === field.kind;
  })?.[0];

/** Under which key the answer to this question of this item is kept. */
export const fieldKey = (asked: Asked, item: Item, field: Field): string => {
  if (asked.items.length < 2) return field.id;
  const shared = sharedKey(asked, item, field);
  if (shared !== undefined) return shared;
  const taken =
    asked.bundle?.sharedFields?.[field.id] !== undefined ||
    asked.items.some((other) => other !== item && fieldsOf(other).some(({ id }) => id === field.id));
  return taken ? `${item.id}.${field.id}` : field.id;
};

/** The answers of one item, under the names that it has for its questions. */
export const ownValues = (asked: Asked, item: Item, values: Values): Values =>
  Object.fromEntries(
    fieldsOf(item).flatMap((field) => {
      const value = values[fieldKey(asked, item, field)];
      return value === undefined ? [] : [[field.id, value]];
    }),
  );

/** Every question that has this key, with its item. */
const sharers = (asked: Asked, key: string): readonly (readonly [Item, Field])[] =>
  asked.items.flatMap((item) =>
    fieldsOf(item)
      .filter((field) => fieldKey(asked, item, field) === key)
      .map((field) => [item, field] as const),
  );

/** The questions behind a key that are asked now: an answer must satisfy each of them. */
export const shownSharers = (asked: Asked, key: string, values: Values): readonly Field[] =>
  sharers(asked, key).flatMap(([item, field]) => {
    const own = ownValues(asked, item, values);
    return item.form.some((page) => visibleFields(page, item, own).includes(field)) ? [field] : [];
  });

const underKeys = (asked: Asked, item: Item, field: Field): Field => {
  const key = fieldKey(asked, item, field);
  const others = sharers(asked, key).map(([, other]) => other);
  const looked = (condition: VisibleIf): VisibleIf => {
    const target = fieldsOf(item).find(({ id }) => id === condition.field);
    return target === undefined ? condition : { ...condition, field: fieldKey(asked, item, target) };
  };
  return {
    ...field,
    id: key,
    ...(others.some(({ required }) => required) ? { required: true } : {}),
    ...(field.visibleIf === undefined ? {} : { visibleIf: looked(field.visibleIf) }),
    ...(field.options === undefined
      ? {}
      : {
          options: field.options.filter(({ id }) =>
            others.every(({ options }) => options === undefined || options.some((each) => each.id === id)),
          ),
        }),
  };
};

const pageKey = ({ items }: Asked, item: Item, pageId: string): string =>
  items.some((other) => other !== item && other.form.some(({ id }) => id === pageId))
    ? `${item.id}.${pageId}`
    : pageId;

/** Every page in the order in which they may be asked, hidden ones too. */
export const pageOrder = (asked: Asked): readonly string[] =>
  asked.items.flatMap((item) => item.form.map((page) => pageKey(asked, item, page.id)));

/** The pages that ask something now. A shared question stands on the first page that shows it, and on no other. */
export const askedPages = (asked: Asked, values: Values): readonly AskedPage[] => {
  const asks = new Set<string>();
  return asked.items.flatMap((item) => {
    const own = ownValues(asked, item, values);
    return item.form.flatMap((page): AskedPage[] => {
      const keyOf = (field: Field): string => fieldKey(asked, item, field);
      const here = page.fields.filter((field) => !asks.has(keyOf(field)));
      const shown = new Set(
        visibleFields(page, item, own)
          .filter((field) => here.includes(field))
          .map(keyOf),
      );
      for (const key of shown) asks.add(key);
      if (shown.size === 0) return [];
      const fields = here.map((field) => underKeys(asked, item, field));
      return [
        {
          id: pageKey(asked, item, page.id),
          title: page.title,
          item,
          fields: fields.filter(({ id }, index) => fields.findIndex((other) => other.id === id) === index),
          shown: [...shown],
        },
      ];
    });
  });
};

/** On its page a question is called by its own id, as long as no other one there is. */
export const shownId = ({ item, fields }: AskedPage, key: string): string => {
  const own = key.startsWith(`${item.id}.`) ? key.slice(item.id.length + 1) : key;
  return fields.some(({ id }) => id === own) ? key : own;
};

export const keyOn = (page: AskedPage, id: string): string | undefined =>
  page.fields.find((field) => shownId(page, field.id) === id)?.id;
