import en from '../../../locales/en.json' with { type: 'json' };
import zhCN from '../../../locales/zh-CN.json' with { type: 'json' };
import type { Field, Item } from '../../contract/catalogue.ts';
import type { Text } from '../../contract/text.ts';
import type { Values } from './visible.ts';

/** 跨省通办: where an item serves several regions, which of them is the first question. Without an answer it is none. */

const pageId = 'region';
/** The option of those for whom no other region matters. */
const here = 'here';

const said = (key: keyof typeof zhCN.region): Text => ({ 'zh-CN': zhCN.region[key], en: en.region[key] });

const freeId = (item: Item): string => {
  const taken = new Set(item.form.flatMap((page) => page.fields.map(({ id }) => id)));
  let id = 'region';
  while (taken.has(id)) id = `${id}-asked`;
  return id;
};

const question = (item: Item, regions: readonly string[]): Field => ({
  id: freeId(item),
  label: said('label'),
  kind: 'choice',
  options: [
    { id: here, label: said('here') },
    ...regions.map((region) => ({ id: region, label: { 'zh-CN': region } })),
  ],
});

/** The item as it is asked: with the question for its region before its own. */
export const withRegion = (item: Item): Item =>
  item.regions === undefined || item.regions.length === 0
    ? item
    : {
        ...item,
        form: [
          { id: pageId, title: said('title'), fields: [question(item, item.regions)] },
          ...item.form.map((page) => (page.id === pageId ? { ...page, id: `${pageId}-of-form` } : page)),
        ],
      };

/** The question's id in an item that `withRegion` has made. */
export const regionField = (item: Item): string | undefined =>
  item.regions === undefined || item.regions.length === 0 ? undefined : item.form[0]?.fields[0]?.id;

/** The region that was chosen, from the answers of this item. */
export const regionIn = (item: Item, own: Values): string | undefined => {
  const id = regionField(item);
  const value = id === undefined ? undefined : own[id];
  return typeof value === 'string' && value !== here ? value : undefined;
};
