import type { Turn } from '../session/turn.ts';

/** 好差评: `rate-1` … `rate-5`, once a matter. */
export const rate = (turn: Turn, id: string): void => {
  const place = turn.place;
  const score = /^rate-([1-5])$/.exec(id)?.[1];
  if (place?.at !== 'finish' || place.rated !== undefined || score === undefined) return;
  turn.update({ ...place, rated: Number(score) });
  const { settled } = place;
  const itemId = settled.kind === 'application' ? settled.items[0]?.id : undefined;
  turn.do({
    do: 'save-rating',
    score: Number(score),
    ...('recordId' in settled ? { recordId: settled.recordId } : {}),
    ...(itemId === undefined ? {} : { itemId }),
  });
};
