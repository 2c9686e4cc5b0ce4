import type { Item } from '../../contract/catalogue.ts';
import { itemReason } from '../catalog/availability.ts';
import type { Visit, World } from '../session/state.ts';
import type { Turn } from '../session/turn.ts';
import { goHome } from './navigation.ts';

/** 主动服务: what the central system thinks of for this person. Only where it can be done here now, and not twice. */

const most = 2;

export const suggestionsFor = (
  world: World,
  visit: Visit,
): readonly { readonly item: Item; readonly reason: string }[] => {
  if (visit.lookUp.state !== 'known') return [];
  const { place } = visit;
  const settled = place.at === 'finish' ? place.settled : undefined;
  const done = settled?.kind === 'application' ? settled.records.map(({ item }) => item.id) : [];
  return visit.lookUp.known.suggestions
    .flatMap(({ itemId, reason }) => {
      const item = world.catalogue?.items.find(({ id }) => id === itemId);
      return item === undefined || done.includes(itemId) || itemReason(world, item) !== undefined
        ? []
        : [{ item, reason }];
    })
    .slice(0, most);
};

/** From the end of one matter to what is needed for the next. */
export const openSuggestion = (turn: Turn, itemId: string): void => {
  const visit = turn.visit;
  if (visit === undefined || !suggestionsFor(turn.world, visit).some(({ item }) => item.id === itemId))
    return;
  goHome(turn);
  turn.go({ at: 'item', itemId });
};
