import type { Item } from '../../contract/catalogue.ts';
import type { FieldValue } from '../../contract/field-value.ts';
import { ownValues } from '../catalog/asked.ts';
import { itemLines } from '../catalog/missing.ts';
import { regionField, regionIn } from '../catalog/region.ts';
import { visibleFields } from '../catalog/visible.ts';
import { delays } from '../session/delays.ts';
import type { SubmissionMaterial, SubmissionPart } from '../session/effects.ts';
import type { Result } from '../session/events.ts';
import { hallNow, todayIn } from '../session/in-hall.ts';
import type { ApplyMatter, HandedIn, Settled, Visit } from '../session/state.ts';
import type { Turn } from '../session/turn.ts';
import { backToReview } from './form.ts';
import { givenOf, lacksNow, matterOf } from './matter.ts';
import { conclude } from './navigation.ts';
import { noticeFacts } from './notice.ts';
import { partiesOf } from './parties.ts';
import { printSlip } from './slips.ts';

/** Handing in: the consent, one record an item, and the receipt that says how far they have come. */

const materialOf = (
  matter: ApplyMatter,
  { key, material, status }: ReturnType<typeof itemLines>[number],
): SubmissionMaterial[] => {
  const materialId = material.id;
  const paper = matter.papers[key];
  switch (status) {
    case 'supplied':
      return paper === undefined ? [] : [{ materialId, status, paper }];
    case 'licence':
      return matter.licence === undefined || matter.licence === 'none'
        ? []
        : [{ materialId, status, code: matter.licence.code }];
    case 'missing':
      return [];
    default:
      return [{ materialId, status }];
  }
};

/** What one item gets of all that was asked and given: under its own names, and nothing that is hidden. */
const partOf = (visit: Visit, matter: ApplyMatter, item: Item, today: string): SubmissionPart => {
  const own = ownValues(matter.asked, item, matter.values);
  const asked = regionField(item);
  const fields = item.form
    .flatMap((page) => visibleFields(page, item, own))
    .filter(({ id }) => id !== asked && own[id] !== undefined);
  const form: Record<string, FieldValue> = {};
  for (const { id } of fields) {
    const value = own[id];
    if (value !== undefined) form[id] = value;
  }
  const lines = itemLines(matter.asked, item, givenOf(matter), today);
  const deferredUntil = lines.flatMap(({ deferUntil }) => deferUntil ?? []).sort()[0];
  const { applicant, agent, known } =
    item.identity === 'none' ? ({} as ReturnType<typeof partiesOf>) : partiesOf(visit, matter);
  const region = regionIn(item, own);
  return {
    item,
    form,
    materials: lines.flatMap((line) => materialOf(matter, line)),
    signatures: fields.filter(({ kind }) => kind === 'signature').map(({ id }) => id),
    ...(applicant === undefined ? {} : { applicant }),
    ...(agent === undefined ? {} : { agent }),
    ...(known?.subjectToken === undefined ? {} : { subjectToken: known.subjectToken }),
    ...(region === undefined ? {} : { region }),
    ...(deferredUntil === undefined ? {} : { deferredUntil }),
  };
};

/** `confirm` on the read-back is the consent. Written down here first; sent when it can be. */
export const submit = (turn: Turn): void => {
  const visit = turn.visit;
  const matter = matterOf(turn);
  if (turn.place?.at !== 'review' || visit === undefined || matter === undefined) return;
  const lacks = lacksNow(turn, matter);
  if (lacks.fields.length > 0 || lacks.materials.length > 0) {
    backToReview(turn);
    return;
  }
  const today = todayIn(turn.world);
  const { items, bundle } = matter.asked;
  turn.arrive({ at: 'printing', what: 'receipt', state: 'saving' });
  turn.do({
    do: 'save-submission',
    ref: turn.await(),
    order: {
      ...(bundle === undefined ? {} : { bundleId: bundle.id }),
      parts: items.map((item) => partOf(visit, matter, item, today)),
    },
  });
};

export const onHandedIn = (turn: Turn, outcome: Extract<Result, { kind: 'handed-in' }>['outcome']): void => {
  const visit = turn.visit;
  const matter = matterOf(turn);
  if (turn.place?.at !== 'printing' || visit === undefined || matter === undefined) return;
  if (!outcome.ok) {
    turn.sound('trouble');
    conclude(turn, { at: 'trouble', reason: outcome.reason, pages: [] });
    return;
  }
  const { lines } = lacksNow(turn, matter);
  const records = matter.asked.items.flatMap(({ id, name, promiseDays }, index): HandedIn[] => {
    const record = outcome.records[index];
    if (record === undefined) return [];
    const { id: recordId, localCode, seal } = record;
    const promise = promiseDays === undefined ? {} : { promiseDays };
    return [{ recordId, item: { id, name }, state: 'saved', localCode, seal, ...promise }];
  });
  const settled: Settled = {
    kind: 'application',
    records,
    slip: 'none',
    notice: noticeFacts(visit, matter, lines, hallNow(turn.world)),
    noticePrinted: false,
    deferred: lines.flatMap(({ status, deferUntil, material }) =>
      status === 'deferred' && deferUntil !== undefined ? [{ name: material.name, until: deferUntil }] : [],
    ),
  };
  turn.change({ unsent: [...(turn.visit?.unsent ?? []), ...records.map(({ recordId }) => recordId)] });
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
