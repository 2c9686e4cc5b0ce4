import { z } from 'zod';

/** A still picture is no larger than this: A4 at 600 dpi as a good JPEG. Bytes; in base64 a third more. */
export const LARGEST_STILL = 12 * 1024 * 1024;
export const LARGEST_STILL_BASE64 = Math.ceil(LARGEST_STILL / 3) * 4;

/** What cameras the page's browser offers. Their names only; empty ones while it keeps them to itself. */
export const CamerasHere = z.object({
  permission: z.enum(['granted', 'prompt', 'denied']),
  labels: z.array(z.string().max(200)).max(16),
});
export type CamerasHere = z.infer<typeof CamerasHere>;

/** The core wants one still picture of the camera of that label; an empty one is whichever is open. */
export const CaptureOrder = z.object({ id: z.string().max(40), label: z.string().max(200) });
export type CaptureOrder = z.infer<typeof CaptureOrder>;

/** `not-shown`: no screen is there that shows what the camera sees, and without it no camera is open. */
export const CaptureFault = z.enum(['not-shown', 'no-camera', 'denied', 'too-large', 'failed']);
export type CaptureFault = z.infer<typeof CaptureFault>;

export const Still = z.object({
  mediaType: z.enum(['image/jpeg', 'image/png']),
  base64: z.string().max(LARGEST_STILL_BASE64),
});
export type Still = z.infer<typeof Still>;

/** The answer to a CaptureOrder, by its id. */
export const Captured = z.union([
  Still.extend({ id: z.string().max(40) }),
  z.object({ id: z.string().max(40), error: CaptureFault }),
]);
export type Captured = z.infer<typeof Captured>;
