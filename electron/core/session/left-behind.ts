import type { Settings } from '../../contract/snapshot.ts';
import { sensedThings } from './sensed.ts';
import type { Belonging, Session, Visit, World } from './state.ts';

/** What a person may be about to leave behind: what a device senses, and what was used where nothing senses it. */
export const leftBehind = (world: World, used: Visit['used'], keepsDraft = false): readonly Belonging[] => {
  const sensed = sensedThings(world);
  const things: Belonging[] = [];
  if (used.card || sensed.includes('card')) things.push('card');
  if (used.glass) things.push('original');
  if (used.paper || sensed.includes('paper')) things.push('paper');
  // A slip alone is in its owner's hand; it is named where they have to look around anyway.
  if (sensed.includes('slip') || (used.slip && (things.length > 0 || keepsDraft))) things.push('slip');
  return things;
};

/**
 * What is kept on disk of a running visit, for the start after a crash: enough to end it and to ask for the belongings.
 * Nothing of the person.
 */
export type VisitMark = {
  readonly visit: number;
  readonly things: readonly Belonging[];
  readonly settings: Pick<Settings, 'language' | 'textSize'>;
  /** The visit is over already; its belongings are being asked for. */
  readonly ended: boolean;
};

/** The mark that this session should leave; nothing while nobody is here. */
export const markOf = ({ phase, world, visits }: Session): VisitMark | undefined => {
  if (phase.at === 'attract') return undefined;
  const { language, textSize } = phase.at === 'visit' ? phase.visit.settings : phase.settings;
  const settings = { language, textSize };
  return phase.at === 'visit'
    ? { visit: phase.visit.number, things: leftBehind(world, phase.visit.used), settings, ended: false }
    : { visit: visits, things: phase.things, settings, ended: true };
};
