import { z } from 'zod';
import { Settings } from '../../contract/snapshot.ts';
import type { VisitMark } from '../session/left-behind.ts';
import type { Settings as KeptValues } from '../store/settings.ts';

/** The mark of a running visit on disk: how a start knows that the one before ended in the middle of it. */

const KEY = 'visit';

const Mark = z.object({
  visit: z.number().int(),
  things: z.array(z.enum(['card', 'original', 'paper', 'slip'])),
  settings: Settings.pick({ language: true, textSize: true }),
  ended: z.boolean(),
});

export const keepMark = (values: KeptValues, mark: VisitMark | undefined): void => {
  if (mark === undefined) values.remove(KEY);
  else values.put(KEY, mark);
};

/** Of the visit that a stop interrupted; undefined where none was. One that can't be read asks for everything. */
export const keptMark = (values: KeptValues): VisitMark | undefined => {
  const value = values.get(KEY);
  return value === undefined ? undefined : (Mark.safeParse(value).data ?? unreadable);
};

const unreadable: VisitMark = {
  visit: 0,
  things: ['card', 'original', 'paper'],
  settings: { language: 'zh-CN', textSize: 100 },
  ended: false,
};
