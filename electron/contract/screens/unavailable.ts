import { Reason } from '../reasons.ts';

/** Keeps a choice visible but not touchable, and says why. */
export const unavailable = { unavailable: Reason.optional() };
