import type { z } from 'zod';
import { CaptureOrder } from './cameras.ts';
import { Snapshot } from './snapshot.ts';

/** What the core tells the renderer without being asked. */
export const events = {
  snapshot: Snapshot,
  /** Answered by the procedure `captured`. */
  capture: CaptureOrder,
} as const;

export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.infer<(typeof events)[N]>;

/** The renderer as the core sees it. */
export type RendererEvents = { [N in EventName]: (payload: EventPayload<N>) => void };
