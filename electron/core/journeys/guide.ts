import type { PlaceData } from '../session/state.ts';
import type { Turn } from '../session/turn.ts';

/** 教办: step by step, with the recording and the picture of a step where the catalogue gives them. The text is always there. */

type GuidePlace = Extract<PlaceData, { at: 'guide' }>;

const kinds = ['recording', 'picture'] as const;

const stepsOf = (turn: Turn, itemId: string) => turn.item(itemId)?.guide ?? [];

const dropMedia = (turn: Turn, { recording, picture }: GuidePlace): void => {
  const handles = [recording, picture].flatMap((media) =>
    media?.handle === undefined ? [] : [media.handle],
  );
  if (handles.length > 0) turn.do({ do: 'drop', handles });
};

const loading = (turn: Turn, what: (typeof kinds)[number], source: string | undefined) => {
  if (source === undefined) return {};
  const ref = `${what}:${turn.nextSerial()}`;
  turn.do({ do: 'load-guide-media', ref, what, source });
  return { [what]: { ref } };
};

/** Nobody waits for them: where no recording comes, a voice of the system reads the text; where no picture comes, it is enough. */
const withMedia = (turn: Turn, itemId: string, step: number): GuidePlace => {
  const { audio, picture } = stepsOf(turn, itemId)[step] ?? {};
  return {
    at: 'guide',
    itemId,
    step,
    ...loading(turn, 'recording', audio),
    ...loading(turn, 'picture', picture),
  };
};

export const openGuide = (turn: Turn, itemId: string): void => {
  if (stepsOf(turn, itemId).length > 0) turn.go(withMedia(turn, itemId, 0));
};

/** False behind the last step: there the guide is over. */
export const toGuideStep = (turn: Turn, step: number): boolean => {
  const place = turn.place;
  if (place?.at !== 'guide' || !Number.isInteger(step) || step < 0) return true;
  if (step >= stepsOf(turn, place.itemId).length) return false;
  dropMedia(turn, place);
  turn.update(withMedia(turn, place.itemId, step));
  return true;
};

/** Something has come, or can't be had; what is for another step is nobody's. */
export const onGuideMedia = (
  turn: Turn,
  ref: string,
  outcome: { readonly ok: true; readonly handle: string } | { readonly ok: false },
): void => {
  const place = turn.place;
  const what = place?.at === 'guide' ? kinds.find((kind) => place[kind]?.ref === ref) : undefined;
  if (place?.at === 'guide' && what !== undefined) {
    const { [what]: _, ...rest } = place;
    turn.update(outcome.ok ? { ...rest, [what]: { ref, handle: outcome.handle } } : rest);
  } else if (outcome.ok) turn.do({ do: 'drop', handles: [outcome.handle] });
};
