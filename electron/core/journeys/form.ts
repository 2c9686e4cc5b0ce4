import type { FieldValue } from '../../contract/field-value.ts';
import { askedPages, keyOn, pageOrder } from '../catalog/asked.ts';
import { answerError } from '../catalog/missing.ts';
import { normalised } from '../catalog/normalise.ts';
import type { Turn } from '../session/turn.ts';
import { lacksNow, matterOf, scansAgain } from './matter.ts';

/** Questions page by page, then the papers, then the read-back with its links to change something. */

/** The next page that asks something now, then the papers. */
export const toFormPage = (turn: Turn, after?: string): void => {
  const matter = matterOf(turn);
  if (matter === undefined) return;
  const order = pageOrder(matter.asked);
  const from = after === undefined ? -1 : order.indexOf(after);
  const next = askedPages(matter.asked, matter.values).find(({ id }) => order.indexOf(id) > from);
  if (next !== undefined) turn.replaceOrGo({ at: 'form', pageId: next.id, errors: {} });
  else if (lacksNow(turn, matter).lines.length > 0) turn.replaceOrGo({ at: 'materials' });
  else turn.replaceOrGo({ at: 'review' });
};

/** A draft that was opened again: on to the first thing that is missing, else to the read-back. */
export const continueApplication = (turn: Turn): void => {
  turn.replaceOrGo({ at: 'review' });
  backToReview(turn);
};

export const setField = (turn: Turn, id: string, value: FieldValue | null): void => {
  const place = turn.place;
  const matter = matterOf(turn);
  if (place?.at !== 'form' || matter === undefined) return;
  const page = askedPages(matter.asked, matter.values).find((each) => each.id === place.pageId);
  const key = page && keyOn(page, id);
  const field = page?.fields.find((each) => each.id === key);
  if (key === undefined || field === undefined) return;
  const { [key]: _old, ...others } = matter.values;
  const { [key]: _source, ...sources } = matter.sources;
  const next = normalised(field, value);
  turn.change({
    matter: { ...matter, values: next === undefined ? others : { ...others, [key]: next }, sources },
  });
  const { [key]: _error, ...errors } = place.errors;
  turn.update({ ...place, errors });
};

export const nextInForm = (turn: Turn): void => {
  const place = turn.place;
  const matter = matterOf(turn);
  if (place?.at !== 'form' || matter === undefined) return;
  const page = askedPages(matter.asked, matter.values).find(({ id }) => id === place.pageId);
  const errors: Record<string, string> = {};
  for (const key of page?.shown ?? []) {
    const error = answerError(matter.asked, key, matter.values);
    if (error !== undefined) errors[key] = error;
  }
  if (Object.keys(errors).length > 0) {
    turn.sound('trouble');
    turn.update({ ...place, errors });
  } else if (place.returnTo === 'review') backToReview(turn);
  else toFormPage(turn, place.pageId);
};

export const nextInMaterials = (turn: Turn): void => {
  const place = turn.place;
  const matter = matterOf(turn);
  if (place?.at !== 'materials' || matter === undefined) return;
  if (lacksNow(turn, matter).materials.length > 0) return;
  // Whoever goes on without scanning again has been told.
  const { papersBefore: _, ...told } = matter;
  turn.change({ matter: told });
  if (place.returnTo === 'review') backToReview(turn);
  else turn.go({ at: 'review' });
};

/** After a change everything may have become different: what is newly missing is asked before the read-back. */
export const backToReview = (turn: Turn): void => {
  const matter = matterOf(turn);
  if (matter === undefined) return;
  const lacks = lacksNow(turn, matter);
  const pageId = lacks.fields[0]?.pageId;
  if (pageId !== undefined) turn.replace({ at: 'form', pageId, errors: {}, returnTo: 'review' });
  else if (lacks.materials.length > 0 || scansAgain(matter, lacks))
    turn.replace({ at: 'materials', returnTo: 'review' });
  else if (turn.visit?.past.at(-1)?.at === 'review') turn.back();
  else turn.replace({ at: 'review' });
};

/** A change link on the read-back: a page of the form, or the materials. */
export const change = (turn: Turn, target: string): void => {
  const matter = matterOf(turn);
  if (turn.place?.at !== 'review' || matter === undefined) return;
  if (target === 'materials') {
    turn.go({ at: 'materials', returnTo: 'review' });
    return;
  }
  if (askedPages(matter.asked, matter.values).some((page) => page.id === target))
    turn.go({ at: 'form', pageId: target, errors: {}, returnTo: 'review' });
};
