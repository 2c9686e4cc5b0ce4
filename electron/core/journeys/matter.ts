import { dateIn } from '../catalog/dates.ts';
import { type Given, type Missing, missing } from '../catalog/missing.ts';
import { hallNow } from '../session/in-hall.ts';
import type { ApplyMatter } from '../session/state.ts';
import type { Turn } from '../session/turn.ts';

/** The application under way. */

export const matterOf = (turn: Turn): ApplyMatter | undefined =>
  turn.visit?.matter?.kind === 'apply' ? turn.visit.matter : undefined;

export const givenOf = ({ values, papers, licence }: ApplyMatter): Given => ({
  values,
  papers,
  licence: licence !== undefined && licence !== 'none',
});

export const lacksOf = (matter: ApplyMatter, now: number, timezone: string): Missing =>
  missing(matter.asked, givenOf(matter), dateIn(now, timezone));

/** The same at this moment of the visit. */
export const lacksNow = (turn: Turn, matter: ApplyMatter): Missing =>
  lacksOf(matter, hallNow(turn.world), turn.world.kiosk.timezone);

/** Papers that were scanned before a draft was kept, and are not here now: who carries on does not expect that. */
export const scansAgain = ({ papersBefore = [], papers }: ApplyMatter, { lines }: Missing): boolean =>
  lines.some(({ material }) => papersBefore.includes(material.id) && papers[material.id] === undefined);
