import { hangzhou } from './hangzhou.ts';

export type Suggestion = { readonly label: string; readonly value: string };

/**
 * What may come next in an address that is being typed: first the district, then its street, then nothing. A
 * suggestion's value is the whole new address.
 */
export const suggestAddress = (typed: string): Suggestion[] => {
  const text = typed.trim();
  const city = text.startsWith('杭州市') ? '杭州市' : '';
  const rest = text.slice(city.length);
  const inside = hangzhou.find(({ name }) => rest.startsWith(name));
  if (!inside) {
    return hangzhou
      .filter(({ name }) => name.startsWith(rest))
      .map(({ name }) => ({ label: name, value: city + name }));
  }
  const typedStreet = rest.slice(inside.name.length);
  return inside.streets
    .filter((street) => street !== typedStreet && street.startsWith(typedStreet))
    .map((street) => ({ label: street, value: city + inside.name + street }));
};
