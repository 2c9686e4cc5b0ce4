import { releaseReserved } from '../session/paper/reserve.ts';
import type { Matter, Place, PlaceData } from '../session/state.ts';
import type { Turn } from '../session/turn.ts';

/** Bytes that only this screen shows. */
const heldBy = (place: PlaceData | undefined): readonly string[] => {
  switch (place?.at) {
    case 'scan':
      return place.pages.map((page) => page.handle);
    case 'preview':
      return place.handle === undefined ? [] : [place.handle];
    case 'guide':
      return [place.recording, place.picture].flatMap((media) =>
        media?.handle === undefined ? [] : [media.handle],
      );
    case 'printing':
    case 'trouble':
      return place.document === undefined ? [] : [place.document.handle];
    default:
      return [];
  }
};

const papersOf = (matter: Matter | undefined): readonly string[] =>
  matter !== undefined && 'papers' in matter ? Object.values(matter.papers).map((paper) => paper.handle) : [];

const drop = (turn: Turn, handles: readonly string[]): void => {
  if (handles.length > 0) turn.do({ do: 'drop', handles });
};

/** Another matter (or none) takes the place of the one before, whose papers nobody will hand in. */
export const setMatter = (turn: Turn, matter: Matter | undefined): void => {
  const kept = new Set(papersOf(matter));
  drop(
    turn,
    papersOf(turn.visit?.matter).filter((handle) => !kept.has(handle)),
  );
  turn.change({ matter });
  releaseReserved(turn);
};

/** The bytes of every screen that will not be shown again. */
const dropScreens = (turn: Turn, next: PlaceData): void => {
  const visit = turn.visit;
  if (visit === undefined) return;
  const kept = new Set(heldBy(next));
  drop(
    turn,
    [...visit.past, visit.place].flatMap(heldBy).filter((handle) => !kept.has(handle)),
  );
};

/** Back to the choice of journeys; the visit and the person stay, the matter is given up. */
export const goHome = (turn: Turn): void => {
  turn.cancelAwaited();
  dropScreens(turn, { at: 'home' });
  setMatter(turn, undefined);
  turn.arrive({ at: 'home' });
  turn.do({ do: 'refresh-queues' });
};

/** The matter is over and its papers are stored: what is left of it is the screen that tells so. */
export const conclude = (turn: Turn, place: PlaceData): void => {
  dropScreens(turn, place);
  setMatter(turn, undefined);
  turn.arrive(place);
};

/** Something is being written down or printed: for that moment nothing leads away from the screen but the end of the visit. */
export const isCommitting = (turn: Turn): boolean => {
  const visit = turn.visit;
  if (visit === undefined || visit.awaited.length === 0) return false;
  const { at } = visit.place;
  return at === 'printing' || at === 'materials' || at === 'report';
};

/** The person turns to something else for a moment: what runs for this screen is broken off, what it holds stays. */
export const rest = (turn: Turn): void => {
  const place = turn.place;
  if (place === undefined || (turn.visit?.awaited.length ?? 0) === 0) return;
  turn.cancelAwaited();
  if (place.at === 'identify' && place.state === 'reading') turn.update({ ...place, state: 'waiting' });
  if (place.at === 'resume') turn.update({ ...place, state: 'code' });
  if (place.at === 'scan') {
    const { page: _, ...still } = place;
    turn.update({ ...still, state: 'ready' });
  }
};

/** One screen back; those that can no longer be shown are passed over. */
export const stepBack = (turn: Turn, canShow: (place: Place) => boolean): void => {
  drop(turn, heldBy(turn.place));
  do turn.back();
  while (turn.place !== undefined && !canShow(turn.place) && (turn.visit?.past.length ?? 0) > 0);
  if (turn.place?.at === 'home' || (turn.place !== undefined && !canShow(turn.place))) {
    setMatter(turn, undefined);
    turn.arrive({ at: 'home' });
  }
};
