import type { Item, Material } from '../../contract/catalogue.ts';
import { type Asked, askedPages, ownValues, shownSharers } from './asked.ts';
import { addDays } from './dates.ts';
import { needs, paperKey } from './papers.ts';
import { type FieldError, fieldError } from './validate.ts';
import { type Values, visibleMaterials } from './visible.ts';

/** What the citizen has given so far: answers, how many pages of each paper, and whether a licence's code was read. */
export type Given = {
  readonly values: Values;
  readonly papers: Readonly<Record<string, { readonly pages: number }>>;
  readonly licence?: boolean;
};

export type MaterialStatus = 'missing' | 'supplied' | 'from-records' | 'deferred' | 'licence';

export type MaterialLine = {
  readonly material: Material;
  readonly status: MaterialStatus;
  /** The last day on which a deferred paper may be brought. */
  readonly deferUntil?: string;
};

export type Missing = {
  /** Questions without a usable answer, in the order they are asked; ids are keys. */
  readonly fields: readonly {
    readonly fieldId: string;
    readonly pageId: string;
    readonly error: FieldError;
  }[];
  /** Papers without which nothing can be handed in. */
  readonly materials: readonly string[];
  /** Every paper that concerns this person, once, and how it stands; ids are keys. */
  readonly lines: readonly MaterialLine[];
};

const lineOf = (key: string, material: Material, given: Given, today: string): MaterialLine => {
  const paper = given.papers[key];
  if (material.source === 'records') return { material, status: 'from-records' };
  if (material.source === 'licence' && given.licence === true) return { material, status: 'licence' };
  if (paper !== undefined && paper.pages >= (material.pages?.min ?? 1))
    return { material, status: 'supplied' };
  if (material.required && material.deferrable)
    return { material, status: 'deferred', deferUntil: addDays(today, material.deferDays ?? 0) };
  return { material, status: 'missing' };
};

/** The papers of one item, under its own ids, with the key under which each is kept. */
export const itemLines = (
  asked: Asked,
  item: Item,
  given: Given,
  today: string,
): readonly (MaterialLine & { readonly key: string })[] =>
  visibleMaterials(item, ownValues(asked, item, given.values)).map((material) => {
    const key = paperKey(asked, item, material);
    return { key, ...lineOf(key, material, given, today) };
  });

/** The first thing wrong with the answer kept under a key, whichever of the items minds. */
export const answerError = (asked: Asked, key: string, values: Values): FieldError | undefined => {
  for (const field of shownSharers(asked, key, values)) {
    const error = fieldError(field, values[key]);
    if (error !== undefined) return error;
  }
  return undefined;
};

const isLacking = ({ material, status }: MaterialLine): boolean => material.required && status === 'missing';

/** How a paper stands that several items want: as it does where it is most wanted. */
const strictest = (lines: readonly MaterialLine[]): MaterialLine | undefined => {
  const deferred = lines.filter(({ status }) => status === 'deferred');
  deferred.sort((a, b) => ((a.deferUntil ?? '') < (b.deferUntil ?? '') ? -1 : 1));
  return lines.find(isLacking) ?? deferred[0] ?? lines[0];
};

/**
 * The one answer to "what is still missing?". The checklist on screen, the printed slip and the submission all use it:
 * supplying exactly what it lists is always enough, and there is never a second list.
 */
export const missing = (asked: Asked, given: Given, today: string): Missing => {
  const fields = askedPages(asked, given.values).flatMap((page) =>
    page.shown.flatMap((key) => {
      const error = answerError(asked, key, given.values);
      return error === undefined ? [] : [{ fieldId: key, pageId: page.id, error }];
    }),
  );
  const all = asked.items.flatMap((item) => itemLines(asked, item, given, today));
  const lines = needs(asked).flatMap((material): MaterialLine[] => {
    const mine = all.filter(({ key }) => key === material.id);
    const line = strictest(mine);
    if (line === undefined) return [];
    const { status, deferUntil } = line;
    const required = mine.some((each) => each.material.required);
    return [
      {
        material: { ...material, required },
        status,
        ...(deferUntil === undefined ? {} : { deferUntil }),
      },
    ];
  });
  return { fields, materials: lines.filter(isLacking).map((line) => line.material.id), lines };
};
