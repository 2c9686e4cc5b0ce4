import type { Bench } from './bench.ts';
import { cardRead } from './devices/card-read.ts';
import { cardReplies } from './devices/card-replies.ts';
import { slips } from './devices/slips.ts';

export const devices: Bench = {
  name: 'devices',
  about: 'a card read against its line, card replies and slips against libraries; medians of five',
  run: async () => [...(await cardRead()), ...(await cardReplies()), ...(await slips())],
};
