import type { Reason } from '../../contract/reasons.ts';
import type { SupplementMatter } from '../session/state.ts';
import type { Turn } from '../session/turn.ts';
import { conclude, setMatter } from './navigation.ts';

/** 补交材料: papers for an earlier application that lacks them. */

export const openSupplement = (turn: Turn, receiptNumber: string): void => {
  const lookUp = turn.visit?.lookUp;
  if (turn.place?.at !== 'progress' || lookUp?.state !== 'known') return;
  const application = lookUp.known.applications.find(
    (candidate) => candidate.receiptNumber === receiptNumber,
  );
  if (application === undefined || application.missing.length === 0) return;
  setMatter(turn, { kind: 'supplement', application, papers: {} });
  turn.go({ at: 'materials' });
};

export const supplementOf = (turn: Turn): SupplementMatter | undefined =>
  turn.visit?.matter?.kind === 'supplement' ? turn.visit.matter : undefined;

/** One paper is enough: what is still missing can come later. */
export const supplementComplete = (matter: SupplementMatter): boolean =>
  Object.keys(matter.papers).length > 0;

export const handInSupplement = (turn: Turn): void => {
  const visit = turn.visit;
  const matter = supplementOf(turn);
  if (turn.place?.at !== 'materials' || visit?.person === undefined || matter === undefined) return;
  if (!supplementComplete(matter) || visit.lookUp.state !== 'known') return;
  turn.do({
    do: 'save-supplement',
    ref: turn.await(),
    application: matter.application,
    papers: matter.papers,
    subjectToken: visit.lookUp.known.subjectToken ?? '',
    person: visit.person,
  });
};

export const onSupplementSaved = (
  turn: Turn,
  outcome: { ok: true; id: string } | { ok: false; reason: Reason },
): void => {
  const matter = supplementOf(turn);
  if (matter === undefined) return;
  if (!outcome.ok) {
    turn.sound('trouble');
    conclude(turn, { at: 'trouble', reason: outcome.reason, pages: [] });
    return;
  }
  turn.sound('done');
  turn.change({ unsent: [...(turn.visit?.unsent ?? []), outcome.id] });
  conclude(turn, {
    at: 'finish',
    settled: {
      kind: 'supplement',
      recordId: outcome.id,
      state: 'saved',
      receiptNumber: matter.application.receiptNumber,
    },
  });
};
