import type { Bundle, Catalogue, Item } from '../../contract/catalogue.ts';
import { type Asked, alone } from './asked.ts';
import { withRegion } from './region.ts';

/** What a citizen can choose in the catalogue: an item or a bundle of items. */
export type Subject = { readonly subject: Item | Bundle; readonly asked: Asked };

export const isBundle = (subject: Item | Bundle): subject is Bundle => 'items' in subject;

export const bundleSubject = (catalogue: Catalogue, bundle: Bundle): Subject | undefined => {
  const items = bundle.items.map((id) => catalogue.items.find((item) => item.id === id));
  const found = items.filter((item) => item !== undefined);
  if (found.length < items.length || found.length === 0) return undefined;
  return { subject: bundle, asked: { items: found.map(withRegion), bundle } };
};

/** A bundle counts only when the catalogue has all of its items. */
export const subjectOf = (catalogue: Catalogue | undefined, id: string): Subject | undefined => {
  const item = catalogue?.items.find((each) => each.id === id);
  if (item !== undefined) return { subject: item, asked: alone(withRegion(item)) };
  const bundle = catalogue?.bundles?.find((each) => each.id === id);
  return catalogue === undefined || bundle === undefined ? undefined : bundleSubject(catalogue, bundle);
};

/** The strictest of what its items ask for. */
export const identityOf = ({ items }: Asked): Item['identity'] => {
  const asks = items.map(({ identity }) => identity);
  return asks.includes('card') ? 'card' : asks.includes('typed') ? 'typed' : 'none';
};

/** 代办: somebody else may come for the person, and shows both cards. */
export const allowsAgent = (asked: Asked): boolean =>
  identityOf(asked) !== 'none' && asked.items.every(({ agentAllowed }) => agentAllowed === true);
