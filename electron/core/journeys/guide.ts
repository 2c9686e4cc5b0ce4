import type { PlaceData } from '../session/state.ts';
import type { Turn } from '../session/turn.ts';

/** 教办: step by step, with the recording of a step where the catalogue gives one. The text is always there. */

type GuidePlace = Extract<PlaceData, { at: 'guide' }>;

const stepsOf = (turn: Turn, itemId: string) => turn.item(itemId)?.guide ?? [];

const dropRecording = (turn: Turn, place: GuidePlace): void => {
  const handle = place.recording?.handle;
  if (handle !== undefined) turn.do({ do: 'drop', handles: [handle] });
};

/** Nobody waits for a recording: until it is there, and where it never comes, a voice of the system reads the text. */
const withRecording = (turn: Turn, itemId: string, step: number): GuidePlace => {
  const source = stepsOf(turn, itemId)[step]?.audio;
  if (source === undefined) return { at: 'guide', itemId, step };
  const ref = `recording:${turn.nextSerial()}`;
  turn.do({ do: 'load-recording', ref, source });
  return { at: 'guide', itemId, step, recording: { ref } };
};

export const openGuide = (turn: Turn, itemId: string): void => {
  if (stepsOf(turn, itemId).length > 0) turn.go(withRecording(turn, itemId, 0));
};

/** False behind the last step: there the guide is over. */
export const toGuideStep = (turn: Turn, step: number): boolean => {
  const place = turn.place;
  if (place?.at !== 'guide' || !Number.isInteger(step) || step < 0) return true;
  if (step >= stepsOf(turn, place.itemId).length) return false;
  dropRecording(turn, place);
  turn.update(withRecording(turn, place.itemId, step));
  return true;
};

/** A recording has come, or can't be had; one for another step is nobody's. */
export const onRecording = (
  turn: Turn,
  ref: string,
  outcome: { readonly ok: true; readonly handle: string } | { readonly ok: false },
): void => {
  const place = turn.place;
  if (place?.at === 'guide' && place.recording?.ref === ref) {
    const { recording: _, ...rest } = place;
    turn.update(outcome.ok ? { ...rest, recording: { ref, handle: outcome.handle } } : rest);
  } else if (outcome.ok) turn.do({ do: 'drop', handles: [outcome.handle] });
};
