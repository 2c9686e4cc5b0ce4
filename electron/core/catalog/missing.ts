import type { Item, Material } from '../../contract/catalogue.ts';
import { addDays } from './dates.ts';
import { type FieldError, fieldError } from './validate.ts';
import { type Values, visibleFields, visibleMaterials, visiblePages } from './visible.ts';

/** What the citizen has given so far: answers, and how many pages of each paper. */
export type Given = {
  readonly values: Values;
  readonly papers: Readonly<Record<string, { readonly pages: number }>>;
};

export type MaterialStatus = 'missing' | 'supplied' | 'from-records' | 'deferred' | 'licence';

export type MaterialLine = {
  readonly material: Material;
  readonly status: MaterialStatus;
  /** The last day on which a deferred paper may be brought. */
  readonly deferUntil?: string;
};

export type Missing = {
  /** Questions without a usable answer, in the order they are asked. */
  readonly fields: readonly {
    readonly fieldId: string;
    readonly pageId: string;
    readonly error: FieldError;
  }[];
  /** Papers without which nothing can be handed in. */
  readonly materials: readonly string[];
  /** Every paper that concerns this person, and how it stands. */
  readonly lines: readonly MaterialLine[];
};

const lineOf = (material: Material, given: Given, today: string): MaterialLine => {
  const paper = given.papers[material.id];
  if (material.source === 'records') return { material, status: 'from-records' };
  if (paper !== undefined && paper.pages >= (material.pages?.min ?? 1))
    return { material, status: 'supplied' };
  if (material.required && material.deferrable)
    return { material, status: 'deferred', deferUntil: addDays(today, material.deferDays ?? 0) };
  return { material, status: 'missing' };
};

/**
 * The one answer to "what is still missing?". The checklist on screen, the printed slip and the submission all use it:
 * supplying exactly what it lists is always enough, and there is never a second list.
 */
export const missing = (item: Item, given: Given, today: string): Missing => {
  const fields = visiblePages(item, given.values).flatMap((page) =>
    visibleFields(page, item, given.values).flatMap((field) => {
      const error = fieldError(field, given.values[field.id]);
      return error === undefined ? [] : [{ fieldId: field.id, pageId: page.id, error }];
    }),
  );
  const lines = visibleMaterials(item, given.values).map((material) => lineOf(material, given, today));
  const materials = lines
    .filter((line) => line.material.required && line.status === 'missing')
    .map((line) => line.material.id);
  return { fields, materials, lines };
};

/** What a person will need, told before anything is typed: everything that may be asked for. */
export const needs = (item: Item): readonly Material[] => item.materials;
