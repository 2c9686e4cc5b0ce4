import { sampleCatalogue } from '../../central/data.ts';
import { drawFrom } from '../../core/support/walk/draw.ts';

/** When the records of `sample-records` were made. */
export const AT = '2026-03-02T09:00:00+08:00';

/** One queue and one matter are enough. */
export const smallHall = () => {
  const catalogue = sampleCatalogue();
  return {
    ...catalogue,
    queues: catalogue.queues.filter(({ id }) => id === 'general'),
    items: catalogue.items.filter(({ id }) => id === 'residence-permit'),
    bundles: [],
    zones: [],
  };
};

export const paperOf = (seed: number, size: number): Buffer => {
  const draw = drawFrom(seed);
  const words = Uint32Array.from({ length: Math.ceil(size / 4) }, () => draw(4_294_967_296));
  return Buffer.concat([Buffer.from('%PDF-1.7\n'), new Uint8Array(words.buffer, 0, size)]);
};
