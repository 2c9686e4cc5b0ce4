import type { Item, Material } from '../../contract/catalogue.ts';
import type { Asked } from './asked.ts';

/** The papers of what is asked together: one that several items want is handed in once. */

const boundsOf = ({ pages }: Material): { min: number; max: number } => pages ?? { min: 1, max: Infinity };

/** The same paper: same id, same name, same way, and a number of pages that suits both. */
const isSame = (one: Material, other: Material): boolean =>
  one.id === other.id &&
  one.source === other.source &&
  one.name['zh-CN'] === other.name['zh-CN'] &&
  boundsOf(one).min <= boundsOf(other).max &&
  boundsOf(other).min <= boundsOf(one).max;

/** Under which key this paper of this item is kept. */
export const paperKey = ({ items }: Asked, item: Item, material: Material): string => {
  const first = items.flatMap((other) => other.materials).find(({ id }) => id === material.id);
  return first === undefined || isSame(first, material) ? material.id : `${item.id}.${material.id}`;
};

const both = (one: Material, other: Material): Material => {
  const [a, b] = [boundsOf(one), boundsOf(other)];
  const pages =
    one.pages === undefined && other.pages === undefined
      ? {}
      : { pages: { min: Math.max(a.min, b.min), max: Math.min(a.max, b.max) } };
  const deferrable = [one, other].every((each) => !each.required || each.deferrable);
  const days = [one, other].flatMap(({ deferDays }) => (deferDays === undefined ? [] : [deferDays]));
  return {
    ...one,
    required: one.required || other.required,
    deferrable: deferrable && (one.deferrable === true || other.deferrable === true),
    ...(days.length === 0 ? {} : { deferDays: Math.min(...days) }),
    ...pages,
  };
};

/** Every paper that may be asked for, once each, under its key: what a person is told before anything is typed. */
export const needs = (asked: Asked): readonly Material[] => {
  const papers = new Map<string, Material>();
  for (const item of asked.items)
    for (const material of item.materials) {
      const key = paperKey(asked, item, material);
      const known = papers.get(key);
      papers.set(key, { ...(known === undefined ? material : both(known, material)), id: key });
    }
  return [...papers.values()];
};
