import type { Reason } from '../../contract/reasons.ts';
import { bundleReason, itemReason } from '../catalog/availability.ts';
import { printerReason } from '../catalog/paper-reason.ts';
import { isBundle, type Subject, subjectOf } from '../catalog/subject.ts';
import { reserve } from '../session/paper/reserve.ts';
import type { ResumeMatter } from '../session/state.ts';
import type { Turn } from '../session/turn.ts';
import type { DraftContent } from './draft.ts';
import { askFor, identifyThen, onIdentify, refuse as refuseCard } from './identify.ts';
import { askIdentities } from './identities.ts';
import { conclude, setMatter } from './navigation.ts';

/** 断点续办: a time-out wipes the screen and leaves a sealed draft; the slip's code and the card open it on any kiosk. */

/** A central system that has no call for drafts keeps none. Staff who have it tried once more give it another chance. */
const areDraftsUnknown = (turn: Turn): boolean =>
  turn.world.quarantine.some(
    ({ kind, reason }) => kind === 'draft' && /^status (404|405|410)\b/.test(reason),
  );

/** Something worth keeping, of a person whose card can open it again, a printer for the slip, and somebody to keep it. */
export const keepsDraft = (turn: Turn): boolean => {
  const visit = turn.visit;
  if (areDraftsUnknown(turn)) return false;
  if (visit?.person?.card === undefined || visit.matter?.kind !== 'apply') return false;
  if (printerReason(turn.world, 'ticketPrinter', 1) !== undefined) return false;
  // Settled already: what is on the screen is a receipt, not a draft.
  return visit.place.at !== 'printing' && Object.keys(visit.matter.values).length > 0;
};

/** At the time-out, before the wipe. */
export const keepDraft = (turn: Turn): void => {
  const visit = turn.visit;
  const card = visit?.person?.card;
  if (
    visit?.matter?.kind !== 'apply' ||
    visit.person === undefined ||
    card === undefined ||
    !keepsDraft(turn)
  )
    return;
  const { subject, values, onBehalf, papers, papersBefore = [] } = visit.matter;
  turn.change({ used: { ...visit.used, slip: true } });
  turn.do({
    do: 'keep-draft',
    ref: `draft:${turn.nextSerial()}`,
    language: visit.settings.language,
    holder: {
      documentType: visit.person.documentType,
      idNumber: visit.person.idNumber,
      validFrom: card.validFrom,
    },
    content: {
      itemId: subject.id,
      onBehalf,
      values,
      papers: [...new Set([...papersBefore, ...Object.keys(papers)])],
    },
    sentAtOnce: turn.world.network.online,
  });
};

export const openResume = (turn: Turn): void => {
  setMatter(turn, undefined);
  reserve(turn, 'ticketPrinter', 1);
  turn.go({ at: 'resume', code: '', state: 'code' });
};

export const typeCode = (turn: Turn, value: string): void => {
  const place = turn.place;
  if (place?.at === 'resume' && place.state === 'code')
    turn.update({ at: 'resume', code: value, state: 'code' });
};

export const submitCode = (turn: Turn): void => {
  const place = turn.place;
  if (place?.at !== 'resume' || place.state !== 'code') return;
  if (place.code.trim() === '') {
    refuse(turn, 'required');
    return;
  }
  turn.update({ at: 'resume', code: place.code, state: 'opening' });
  turn.do({ do: 'find-draft', ref: turn.await(), code: place.code });
};

/** A slip held under the code scanner is as good as a code that was typed. */
export const onSlipCode = (turn: Turn, text: string): void => {
  if (turn.place?.at !== 'resume' || turn.place.state !== 'code') return;
  typeCode(turn, text);
  submitCode(turn);
};

const refuse = (turn: Turn, error: string): void => {
  turn.sound('trouble');
  turn.update({
    at: 'resume',
    code: turn.place?.at === 'resume' ? turn.place.code : '',
    state: 'code',
    error,
  });
};

export const onDraftFound = (
  turn: Turn,
  outcome:
    | { ok: true; draft: ResumeMatter['draft'] }
    | { ok: false; error: 'unknown-code' | 'gone' | 'offline' },
): void => {
  const place = turn.place;
  if (place?.at !== 'resume') return;
  if (!outcome.ok) {
    refuse(turn, outcome.error);
    return;
  }
  turn.change({ matter: { kind: 'resume', code: place.code, draft: outcome.draft } });
  // Whoever goes back from the card finds the code, not a wait that nothing ends.
  turn.update({ at: 'resume', code: place.code, state: 'code' });
  if (turn.visit?.person?.source === 'card') identifyThen(turn, false, unseal);
  else askFor(turn, 'self');
};

/** With the card: does it belong to this slip? */
export const unseal = (turn: Turn): void => {
  const visit = turn.visit;
  const card = visit?.person?.card;
  if (visit?.matter?.kind !== 'resume' || visit.person === undefined || card === undefined) return;
  const { code, draft } = visit.matter;
  const place = onIdentify(turn);
  if (place === undefined) turn.update({ at: 'resume', code, state: 'opening' });
  else turn.update({ ...place, state: 'read' });
  turn.do({
    do: 'unseal-draft',
    ref: turn.await(),
    code,
    draft,
    holder: {
      documentType: visit.person.documentType,
      idNumber: visit.person.idNumber,
      validFrom: card.validFrom,
    },
  });
};

/** The code was right: only another card has to be laid. */
const askForOtherCard = (turn: Turn, code: string): void => {
  if (onIdentify(turn) === undefined) {
    turn.update({ at: 'resume', code, state: 'code' });
    askFor(turn, 'self');
  }
  refuseCard(turn, 'other-card');
};

export const onDraftUnsealed = (turn: Turn, outcome: ({ ok: true } & DraftContent) | { ok: false }): void => {
  const matter = turn.visit?.matter;
  if (matter?.kind !== 'resume') return;
  if (!outcome.ok) {
    askForOtherCard(turn, matter.code);
    return;
  }
  const chosen = subjectOf(turn.world.catalogue, outcome.itemId);
  const reason = reasonOf(turn, chosen);
  if (chosen === undefined || reason !== undefined) {
    conclude(turn, { at: 'trouble', reason: reason ?? { code: 'not-found' }, pages: [] });
    return;
  }
  turn.do({ do: 'close-draft', draftId: matter.draft.id });
  const { values, onBehalf, papers } = outcome;
  turn.change({
    matter: {
      kind: 'apply',
      ...chosen,
      values,
      onBehalf,
      sources: {},
      papers: {},
      resumed: true,
      papersBefore: papers,
    },
  });
  // Behind what follows lies the matter itself, not the slip that has been used up.
  turn.arrive({ at: 'home' });
  turn.go({ at: 'item', itemId: outcome.itemId });
  askIdentities(turn);
};

const reasonOf = (turn: Turn, chosen: Subject | undefined): Reason | undefined => {
  if (chosen === undefined) return { code: 'not-found' };
  const { subject } = chosen;
  return isBundle(subject) ? bundleReason(turn.world, subject) : itemReason(turn.world, subject);
};
