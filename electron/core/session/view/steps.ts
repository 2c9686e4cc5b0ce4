import type { Snapshot } from '../../../contract/snapshot.ts';
import { askedPages } from '../../catalog/asked.ts';
import { needs } from '../../catalog/papers.ts';
import { identityOf } from '../../catalog/subject.ts';
import type { ApplyMatter, Place, Visit } from '../state.ts';

type At = Place['at'];
type Positions = Partial<Record<At, number>>;

const applySteps = (matter: ApplyMatter, place: Place): Snapshot['steps'] => {
  const { asked, subject } = matter;
  const pages = askedPages(asked, matter.values);
  const identify = identityOf(asked) === 'none' ? 0 : 1;
  const papers = identify + pages.length + (needs(asked).length > 0 ? 1 : 0);
  const total = papers + 1;
  const positions: Positions = {
    identify: 1,
    form:
      identify +
      1 +
      Math.max(
        0,
        pages.findIndex((page) => place.at === 'form' && page.id === place.pageId),
      ),
    materials: papers,
    scan: papers,
    review: total,
    printing: total,
  };
  const current = positions[place.at];
  return current === undefined ? undefined : { matter: { text: subject.name }, current, total };
};

const fixedSteps: Record<'print' | 'scan' | 'progress', { total: number; positions: Positions }> = {
  print: { total: 4, positions: { identify: 1, documents: 2, preview: 3, printing: 4 } },
  scan: { total: 3, positions: { identify: 1, progress: 2, materials: 3, scan: 3 } },
  progress: { total: 2, positions: { identify: 1, progress: 2 } },
};

/** Where the citizen is in the matter, for the step bar. */
export const stepsOf = ({ matter, place }: Visit): Snapshot['steps'] => {
  if (matter === undefined || matter.kind === 'ticket' || matter.kind === 'resume') return undefined;
  if (matter.kind === 'apply') return applySteps(matter, place);
  const key = matter.kind === 'supplement' ? 'scan' : matter.kind === 'progress' ? matter.purpose : 'print';
  const { total, positions } = fixedSteps[key];
  const current = positions[place.at];
  return current === undefined ? undefined : { matter: { key }, current, total };
};
