import { type Captured, type CaptureFault, CaptureOrder, type Still } from '../electron/contract/cameras.ts';

/** Takes one still picture of the camera of that label, or says why not. Never rejects. */
export type PictureTaker = (label: string) => Promise<Still | CaptureFault>;

/** The core's orders for still pictures, and whoever takes them: the scan screen, while it shows what the camera sees. */
export const captureDesk = (reply: (answer: Captured) => void) => {
  let taker: PictureTaker | null = null;
  return {
    /** The returned function ends it. */
    takeWith: (next: PictureTaker): (() => void) => {
      taker = next;
      return () => {
        if (taker === next) taker = null;
      };
    },
    /** What is no order is not answered. */
    order: async (payload: unknown): Promise<void> => {
      const parsed = CaptureOrder.safeParse(payload);
      if (!parsed.success) return;
      const { id, label } = parsed.data;
      const taken = taker ? await taker(label) : 'not-shown';
      reply(typeof taken === 'string' ? { id, error: taken } : { id, ...taken });
    },
  };
};
