import type { Turn } from '../session/turn.ts';

/** 好差评: `rate-1` … `rate-5`, once a matter. */
export const rate = (turn: Turn, id: string): void => {
  const place = turn.place;
  const score = /^rate-([1-5])$/.exec(id)?.[1];
  if (place?.at !== 'finish' || place.rated !== undefined || score === undefined) return;
  turn.update({ ...place, rated: Number(score) });
  const { settled } = place;
  const first = settled.kind === 'application' ? settled.records[0] : undefined;
  const recordId = 'recordId' in settled ? settled.recordId : first?.recordId;
  turn.do({
    do: 'save-rating',
    score: Number(score),
    ...(recordId === undefined ? {} : { recordId }),
    ...(first === undefined ? {} : { itemId: first.item.id }),
  });
};
