import { bundleReason, itemReason } from '../catalog/availability.ts';
import { deviceReason } from '../catalog/device-reason.ts';
import { allowsAgent, isBundle, type Subject, subjectOf } from '../catalog/subject.ts';
import { reserve } from '../session/paper/reserve.ts';
import type { Turn } from '../session/turn.ts';
import { openGuide } from './guide.ts';
import { askIdentities } from './identities.ts';
import { isForBusiness } from './licence.ts';
import { matterOf } from './matter.ts';
import { setMatter } from './navigation.ts';
import { openPrint } from './print.ts';
import { chooseInTicket, openTicket } from './ticket.ts';

/** Finding an item or a bundle, and what is told of it before it begins. */

export const openCatalogue = (turn: Turn): void => turn.go({ at: 'catalogue' });

export const chooseInCatalogue = (turn: Turn, id: string): void => {
  const catalogue = turn.world.catalogue;
  if (catalogue?.zones?.some((zone) => zone.id === id)) turn.go({ at: 'catalogue', zone: id });
  else {
    const chosen = subjectOf(catalogue, id);
    // A bundle is whole or not at all: why not is said where it stands.
    const closed =
      chosen !== undefined && isBundle(chosen.subject) && bundleReason(turn.world, chosen.subject);
    if (chosen !== undefined && !closed) turn.go({ at: 'item', itemId: id });
  }
};

/** Of a business the licence tells who it is for; whoever else comes is an agent without being asked. */
export const offersAgent = ({ asked }: Subject): boolean => allowsAgent(asked) && !isForBusiness(asked);

export const chooseOnItem = (turn: Turn, id: string): void => {
  const place = turn.place;
  if (place?.at !== 'item') return;
  if (id === 'on-behalf') start(turn, true);
  if (id === 'guide') openGuide(turn, place.itemId);
};

/** From the item's screen on: the counter's ticket, a document to print, or the application itself. */
export const start = (turn: Turn, onBehalf = false): void => {
  const place = turn.place;
  const chosen = place?.at === 'item' ? subjectOf(turn.world.catalogue, place.itemId) : undefined;
  if (chosen === undefined) return;
  const { subject, asked } = chosen;
  const item = isBundle(subject) ? undefined : subject;
  const reason = isBundle(subject) ? bundleReason(turn.world, subject) : itemReason(turn.world, subject);
  if (reason !== undefined) {
    const atCounter = reason.code === 'counter-only' || reason.code === 'fee-at-counter';
    if (item?.queueId !== undefined && atCounter && !onBehalf) {
      openTicket(turn);
      chooseInTicket(turn, item.queueId);
    }
    return;
  }
  if (onBehalf && (!offersAgent(chosen) || deviceReason(turn.world, 'idReader') !== undefined)) return;
  if (item?.route === 'print') {
    openPrint(turn);
    return;
  }
  // Whoever only went back to look at the item finds the answers and papers as they were.
  const matter = matterOf(turn);
  if (matter?.subject !== subject || matter.onBehalf !== onBehalf)
    setMatter(turn, { kind: 'apply', subject, asked, values: {}, sources: {}, papers: {}, onBehalf });
  reserve(turn, 'ticketPrinter', 1);
  askIdentities(turn);
};
