import { z } from 'zod';

/**
 * One frame of the contract, the same over a MessagePort and a WebSocket (there as JSON). birpc makes them; whatever
 * is not one is dropped with the connection.
 */
export const WireFrame = z.looseObject({
  /** birpc: `q` request, `s` response. */
  t: z.enum(['q', 's']),
});
export type WireFrame = z.infer<typeof WireFrame>;

/** Sent in place of every other connection when a newer one takes over. */
export const REPLACED_CODE = 4001;
/** The key is wrong or missing, or the Origin or Host is foreign. */
export const REFUSED_CODE = 4003;
