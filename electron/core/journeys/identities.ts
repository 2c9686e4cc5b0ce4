import type { FieldValue } from '../../contract/field-value.ts';
import { fieldKey } from '../catalog/asked.ts';
import { deviceReason } from '../catalog/device-reason.ts';
import { normalised } from '../catalog/normalise.ts';
import { allowsAgent, identityOf } from '../catalog/subject.ts';
import { fieldError } from '../catalog/validate.ts';
import type { ApplyMatter, Visit } from '../session/state.ts';
import type { Turn } from '../session/turn.ts';
import { continueApplication, toFormPage } from './form.ts';
import { askFor, identifyThen, isProven, onIdentify } from './identify.ts';
import { asksLicence, needsLicence } from './licence.ts';
import { matterOf } from './matter.ts';
import { partiesOf, profilesOf } from './parties.ts';

/** Who has to be known before the first question: the business, the person, or both of 代办. One screen each. */
export const askIdentities = (turn: Turn): void => {
  const visit = turn.visit;
  const matter = matterOf(turn);
  if (visit === undefined || matter === undefined) return;
  if (wantsLicence(turn, matter)) {
    askFor(turn, 'business');
    return;
  }
  const identity = identityOf(matter.asked);
  const allowTyped = identity === 'typed';
  if (matter.onBehalf) {
    if (matter.principal === undefined) askFor(turn, 'principal', { allowTyped });
    else if (!isProven(visit.person)) askFor(turn, 'agent');
    else begin(turn);
  } else if (identity === 'none') begin(turn);
  else identifyThen(turn, allowTyped, settleParties);
};

const wantsLicence = (turn: Turn, { asked, licence }: ApplyMatter): boolean =>
  licence === undefined &&
  asksLicence(asked) &&
  (needsLicence(asked) || deviceReason(turn.world, 'codeScanner') === undefined);

/** Somebody has been identified on the screen that is shown: on with whoever is still to come. */
export const afterIdentity = (turn: Turn): void => {
  if (onIdentify(turn)?.who === 'self') settleParties(turn);
  else askIdentities(turn);
};

/** Whoever is not the one that the licence names acts for them, where the items allow it. */
const settleParties = (turn: Turn): void => {
  const visit = turn.visit;
  const matter = matterOf(turn);
  if (visit === undefined || matter === undefined) return;
  const { agent } = partiesOf(visit, matter);
  if (agent === undefined || allowsAgent(matter.asked)) {
    begin(turn);
    return;
  }
  turn.sound('trouble');
  const allowTyped = identityOf(matter.asked) === 'typed';
  askFor(turn, 'self', { allowTyped, advice: 'not-representative' });
};

/** What a profile holds is filled in, its source named, and everything can be changed. */
const prefilled = (visit: Visit, matter: ApplyMatter): ApplyMatter => {
  const { asked } = matter;
  const values: Record<string, FieldValue> = { ...matter.values };
  const sources = { ...matter.sources };
  for (const { source, profile } of profilesOf(visit, matter))
    for (const item of asked.items)
      for (const field of item.form.flatMap((page) => page.fields)) {
        const key = fieldKey(asked, item, field);
        const from = item.prefill?.[field.id];
        const known = from === undefined ? undefined : profile[from];
        const value = known === undefined ? undefined : normalised(field, known);
        if (value === undefined || values[key] !== undefined) continue;
        if (fieldError(field, value) !== undefined) continue;
        values[key] = value;
        sources[key] = source;
      }
  return { ...matter, values, sources };
};

const begin = (turn: Turn): void => {
  const visit = turn.visit;
  const matter = matterOf(turn);
  if (visit === undefined || matter === undefined) return;
  const { resumed, ...rest } = matter;
  turn.change({ matter: prefilled(visit, rest) });
  if (resumed) continueApplication(turn);
  else toFormPage(turn);
};
