import type { Item } from '../../contract/catalogue.ts';
import type { Asked } from '../catalog/asked.ts';
import { needs } from '../catalog/papers.ts';
import type { ApplyMatter, Licence } from '../session/state.ts';
import type { Turn } from '../session/turn.ts';
import { askFor, type Continue, onIdentify } from './identify.ts';

/** 一照通办: a business shows its licence's code; it stands for the paper and says what is known of the business. */

const isBusiness = ({ audience }: Item): boolean => audience === 'business';

export const isForBusiness = ({ items }: Asked): boolean => items.some(isBusiness);

/** A paper for which nothing but the licence's code is taken, now. */
export const needsLicence = (asked: Asked): boolean =>
  needs(asked).some(({ source, required, deferrable }) => source === 'licence' && required && !deferrable);

/** Before the questions; not where the licence is still to come (开办), whose paper may follow. */
export const asksLicence = (asked: Asked): boolean =>
  isForBusiness(asked) && (needsLicence(asked) || needs(asked).every(({ source }) => source !== 'licence'));

const matterOf = (turn: Turn): ApplyMatter | undefined =>
  turn.visit?.matter?.kind === 'apply' ? turn.visit.matter : undefined;

export const keepLicence = (turn: Turn, licence: Licence, go: Continue): void => {
  const matter = matterOf(turn);
  const place = onIdentify(turn);
  if (matter === undefined || place === undefined) return;
  turn.change({ matter: { ...matter, licence } });
  if (place.forPaper) turn.back();
  else go(turn);
};

/** Somebody without a code at hand goes on, where no paper depends on it. */
export const goOnWithoutLicence = (turn: Turn, go: Continue): void => {
  const matter = matterOf(turn);
  const place = onIdentify(turn);
  if (matter === undefined || place?.who !== 'business' || place.state !== 'waiting') return;
  if (place.forPaper || needsLicence(matter.asked)) return;
  turn.change({ matter: { ...matter, licence: 'none' } });
  go(turn);
};

/** The licence among the papers: its code is shown, or shown again. */
export const openLicence = (turn: Turn): void => askFor(turn, 'business', { forPaper: true });
