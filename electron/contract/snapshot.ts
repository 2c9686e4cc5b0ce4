import { z } from 'zod';
import { Screen } from './screens.ts';
import { Language } from './text.ts';

export const Settings = z.object({
  language: Language,
  textSize: z.union([z.literal(100), z.literal(125), z.literal(150), z.literal(200)]),
  contrast: z.enum(['standard', 'dark', 'black-on-white', 'yellow-on-black']),
  lowReach: z.boolean(),
});
export type Settings = z.infer<typeof Settings>;

/**
 * All that the renderer knows: it draws the last one and forgets the one before. Whole every time, so a load redraws
 * the running visit.
 */
export const Snapshot = z.object({
  /** Counts up; an older one is never drawn over a newer one. */
  version: z.number().int(),
  /** Changes whenever another screen (or another instance of it) is shown. Intents carry it, so a late touch hits nothing. */
  screenId: z.number().int(),
  kioskId: z.string(),
  hall: z.string(),
  timezone: z.string(),
  /** What is to be added to this computer's clock, which is wrong, for the time in the hall; milliseconds. */
  clockShift: z.number().int().optional(),
  languages: z.array(Language),
  settings: Settings,
  /** This citizen waits for a device or the network. Never polling, sync or heartbeat. */
  busy: z.boolean(),
  /** False where there is nothing to go back to (home, finish): the place shows home instead, or nothing. */
  canGoBack: z.boolean(),
  /** Where in the matter: step `current` of `total`, and the matter's name. */
  steps: z
    .object({
      matter: z.object({ key: z.string().optional(), text: z.record(z.string(), z.string()).optional() }),
      current: z.number().int(),
      total: z.number().int(),
    })
    .optional(),
  /** The person of this visit, masked (`测**`). */
  person: z.object({ maskedName: z.string(), maskedNumber: z.string() }).optional(),
  /** Played once per change of `id`: a gentle tone or a reminder. */
  sound: z
    .object({ id: z.number().int(), kind: z.enum(['card-read', 'remind', 'done', 'trouble']) })
    .optional(),
  /** A real simulator stands behind the devices: the bench may be opened. */
  simulated: z.boolean(),
  screen: Screen,
});
export type Snapshot = z.infer<typeof Snapshot>;
