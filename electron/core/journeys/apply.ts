import type { Item } from '../../contract/catalogue.ts';
import type { FieldValue } from '../../contract/field-value.ts';
import type { Reason } from '../../contract/reasons.ts';
import { itemReason } from '../catalog/availability.ts';
import { dateIn } from '../catalog/dates.ts';
import { missing } from '../catalog/missing.ts';
import { normalised } from '../catalog/normalise.ts';
import { fieldError } from '../catalog/validate.ts';
import { visibleFields, visibleMaterials, visiblePages } from '../catalog/visible.ts';
import { delays } from '../session/delays.ts';
import { reserve } from '../session/paper/reserve.ts';
import type { ApplyMatter, Settled } from '../session/state.ts';
import type { Turn } from '../session/turn.ts';
import { identifyThen } from './identify.ts';
import { conclude, setMatter } from './navigation.ts';
import { openPrint } from './print.ts';
import { printSlip } from './slips.ts';
import { chooseInTicket, openTicket } from './ticket.ts';

export const openCatalogue = (turn: Turn): void => turn.go({ at: 'catalogue' });

export const chooseInCatalogue = (turn: Turn, id: string): void => {
  const catalogue = turn.world.catalogue;
  if (catalogue?.zones?.some((zone) => zone.id === id)) turn.go({ at: 'catalogue', zone: id });
  else if (turn.item(id) !== undefined) turn.go({ at: 'item', itemId: id });
};

export const matterOf = (turn: Turn): ApplyMatter | undefined =>
  turn.visit?.matter?.kind === 'apply' ? turn.visit.matter : undefined;

export const itemOf = (turn: Turn): Item | undefined => matterOf(turn)?.item;

/** From the item's screen on: the counter's ticket, a document to print, or the application itself. */
export const start = (turn: Turn): void => {
  if (turn.place?.at !== 'item') return;
  const item = turn.item(turn.place.itemId);
  if (item === undefined) return;
  const reason = itemReason(turn.world, item);
  if (reason !== undefined) {
    if (item.queueId !== undefined && (reason.code === 'counter-only' || reason.code === 'fee-at-counter')) {
      openTicket(turn);
      chooseInTicket(turn, item.queueId);
    }
    return;
  }
  if (item.route === 'print') {
    openPrint(turn);
    return;
  }
  // Whoever only went back to look at the item finds the answers and papers as they were.
  if (matterOf(turn)?.item !== item)
    setMatter(turn, { kind: 'apply', item, values: {}, sources: {}, papers: {} });
  reserve(turn, 'ticketPrinter', 1);
  if (item.identity === 'none') afterIdentity(turn);
  else identifyThen(turn, item.identity === 'typed', afterIdentity);
};

/** What the profile holds is filled in, its source named, and everything can be changed. */
const prefilled = (turn: Turn, item: Item, matter: ApplyMatter): ApplyMatter => {
  const lookUp = turn.visit?.lookUp;
  if (lookUp?.state !== 'known') return matter;
  const values: Record<string, FieldValue> = { ...matter.values };
  const sources: Record<string, 'profile' | 'card'> = { ...matter.sources };
  for (const field of item.form.flatMap((page) => page.fields)) {
    const from = item.prefill?.[field.id];
    const known = from === undefined ? undefined : lookUp.known.profile[from];
    const value = known === undefined ? undefined : normalised(field, known);
    if (value !== undefined && values[field.id] === undefined && fieldError(field, value) === undefined) {
      values[field.id] = value;
      sources[field.id] = 'profile';
    }
  }
  return { ...matter, values, sources };
};

export const afterIdentity = (turn: Turn): void => {
  const item = itemOf(turn);
  const matter = matterOf(turn);
  if (item === undefined || matter === undefined) return;
  turn.change({ matter: prefilled(turn, item, matter) });
  toFormPage(turn);
};

/** The next page that asks something now, then the papers. */
const toFormPage = (turn: Turn, after?: string): void => {
  const matter = matterOf(turn);
  if (matter === undefined) return;
  const asked = visiblePages(matter.item, matter.values);
  const from = matter.item.form.findIndex((page) => page.id === after) + 1;
  const next = matter.item.form.slice(from).find((page) => asked.includes(page));
  if (next === undefined) toMaterials(turn);
  else turn.replaceOrGo({ at: 'form', pageId: next.id, errors: {} });
};

const toMaterials = (turn: Turn): void => {
  const item = itemOf(turn);
  const matter = matterOf(turn);
  if (item === undefined || matter === undefined) return;
  if (visibleMaterials(item, matter.values).length > 0) turn.replaceOrGo({ at: 'materials' });
  else turn.replaceOrGo({ at: 'review' });
};

/** A draft that was opened again: on to the first thing that is missing, else to the read-back. */
export const continueApplication = (turn: Turn): void => backToReview(turn);

export const setField = (turn: Turn, fieldId: string, value: FieldValue | null): void => {
  const place = turn.place;
  const item = itemOf(turn);
  const matter = matterOf(turn);
  if (place?.at !== 'form' || item === undefined || matter === undefined) return;
  const field = item.form.flatMap((page) => page.fields).find((candidate) => candidate.id === fieldId);
  if (field === undefined) return;
  const { [fieldId]: _old, ...others } = matter.values;
  const { [fieldId]: _source, ...sources } = matter.sources;
  const next = normalised(field, value);
  turn.change({
    matter: { ...matter, values: next === undefined ? others : { ...others, [fieldId]: next }, sources },
  });
  const { [fieldId]: _error, ...errors } = place.errors;
  turn.update({ ...place, errors });
};

export const nextInForm = (turn: Turn): void => {
  const place = turn.place;
  const item = itemOf(turn);
  const matter = matterOf(turn);
  if (place?.at !== 'form' || item === undefined || matter === undefined) return;
  const page = visiblePages(item, matter.values).find(({ id }) => id === place.pageId);
  const errors: Record<string, string> = {};
  for (const field of page === undefined ? [] : visibleFields(page, item, matter.values)) {
    const error = fieldError(field, matter.values[field.id]);
    if (error !== undefined) errors[field.id] = error;
  }
  if (Object.keys(errors).length > 0) turn.update({ ...place, errors });
  else if (place.returnTo === 'review') backToReview(turn);
  else toFormPage(turn, place.pageId);
};

export const materialsComplete = (turn: Turn): boolean => {
  const item = itemOf(turn);
  const matter = matterOf(turn);
  if (item === undefined || matter === undefined) return false;
  return missing(item, matter, dateIn(turn.now, turn.world.kiosk.timezone)).materials.length === 0;
};

export const nextInMaterials = (turn: Turn): void => {
  const place = turn.place;
  if (place?.at !== 'materials' || !materialsComplete(turn)) return;
  if (place.returnTo === 'review') backToReview(turn);
  else turn.go({ at: 'review' });
};

/** After a change everything may have become different: what is newly missing is asked before the read-back. */
const backToReview = (turn: Turn): void => {
  const item = itemOf(turn);
  const matter = matterOf(turn);
  if (item === undefined || matter === undefined) return;
  const lacks = missing(item, matter, dateIn(turn.now, turn.world.kiosk.timezone));
  const pageId = lacks.fields[0]?.pageId;
  if (pageId !== undefined) turn.replace({ at: 'form', pageId, errors: {}, returnTo: 'review' });
  else if (lacks.materials.length > 0) turn.replace({ at: 'materials', returnTo: 'review' });
  else if (turn.visit?.past.at(-1)?.at === 'review') turn.back();
  else turn.replace({ at: 'review' });
};

/** A change link on the read-back: a page of the form, or the materials. */
export const change = (turn: Turn, target: string): void => {
  const item = itemOf(turn);
  const matter = matterOf(turn);
  if (turn.place?.at !== 'review' || item === undefined || matter === undefined) return;
  if (target === 'materials') {
    turn.go({ at: 'materials', returnTo: 'review' });
    return;
  }
  if (visiblePages(item, matter.values).some((page) => page.id === target))
    turn.go({ at: 'form', pageId: target, errors: {}, returnTo: 'review' });
};

/** `confirm` on the read-back is the consent. Written down here first; sent when it can be. */
export const submit = (turn: Turn): void => {
  const visit = turn.visit;
  const item = itemOf(turn);
  const matter = matterOf(turn);
  if (turn.place?.at !== 'review' || visit === undefined || item === undefined || matter === undefined)
    return;
  const lacks = missing(item, matter, dateIn(turn.now, turn.world.kiosk.timezone));
  if (lacks.fields.length > 0 || lacks.materials.length > 0) {
    backToReview(turn);
    return;
  }
  const fields = visiblePages(item, matter.values).flatMap((page) =>
    visibleFields(page, item, matter.values),
  );
  const form: Record<string, FieldValue> = {};
  for (const field of fields) {
    const value = matter.values[field.id];
    if (value !== undefined) form[field.id] = value;
  }
  const deferred = lacks.lines.filter((line) => line.status === 'deferred');
  const deferredUntil = deferred.map((line) => line.deferUntil ?? '').sort()[0];
  const known = visit.lookUp.state === 'known' ? visit.lookUp.known : undefined;
  turn.arrive({ at: 'printing', what: 'receipt', state: 'saving' });
  turn.do({
    do: 'save-submission',
    ref: turn.await(),
    order: {
      item,
      form,
      materials: lacks.lines
        .filter((line) => line.status !== 'missing' && line.status !== 'licence')
        .map((line) => {
          const paper = matter.papers[line.material.id];
          return {
            materialId: line.material.id,
            status: line.status as 'supplied' | 'from-records' | 'deferred',
            ...(line.status === 'supplied' && paper !== undefined ? { paper } : {}),
          };
        }),
      signatures: fields
        .filter((field) => field.kind === 'signature' && form[field.id] !== undefined)
        .map((field) => field.id),
      ...(visit.person === undefined || item.identity === 'none' ? {} : { person: visit.person }),
      ...(known?.subjectToken === undefined || item.identity === 'none'
        ? {}
        : { subjectToken: known.subjectToken }),
      ...(deferredUntil === undefined ? {} : { deferredUntil }),
    },
  });
};

export const onSubmissionSaved = (
  turn: Turn,
  outcome: { ok: true; id: string; localCode: string; seal?: string } | { ok: false; reason: Reason },
): void => {
  const item = itemOf(turn);
  const matter = matterOf(turn);
  if (turn.place?.at !== 'printing' || item === undefined || matter === undefined) return;
  if (!outcome.ok) {
    turn.sound('trouble');
    conclude(turn, { at: 'trouble', reason: outcome.reason, pages: [] });
    return;
  }
  const lines = missing(item, matter, dateIn(turn.now, turn.world.kiosk.timezone)).lines;
  const settled: Settled = {
    kind: 'application',
    recordId: outcome.id,
    items: [{ id: item.id, name: item.name }],
    ...(item.promiseDays === undefined ? {} : { promiseDays: item.promiseDays }),
    state: 'saved',
    localCode: outcome.localCode,
    receiptSeal: outcome.seal ?? '',
    slip: 'none',
    deferred: lines.flatMap((line) =>
      line.status === 'deferred' && line.deferUntil !== undefined
        ? [{ name: line.material.name, until: line.deferUntil }]
        : [],
    ),
  };
  turn.change({ unsent: [...(turn.visit?.unsent ?? []), outcome.id] });
  if (!turn.world.network.online) {
    printSlip(turn, settled);
    return;
  }
  turn.await();
  turn.update({
    at: 'printing',
    what: 'receipt',
    state: 'waiting',
    settled,
    answerBy: turn.now + delays.receiptWait,
  });
};

/** The receipt has waited long enough for the central system: it says "saved here". */
export const onReceiptTick = (turn: Turn): void => {
  const place = turn.place;
  if (place?.at !== 'printing' || place.state !== 'waiting' || place.settled === undefined) return;
  if (place.answerBy !== undefined && (turn.now >= place.answerBy || !turn.world.network.online)) {
    turn.change({ awaited: [] });
    printSlip(turn, place.settled);
  }
};
