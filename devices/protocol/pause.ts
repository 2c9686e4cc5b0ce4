import type { Clock } from '../transports/transport.ts';

/** Resolves after so many milliseconds, or at once when the signal is or gets aborted. Leaves no timer behind. */
export const pause = (clock: Clock, milliseconds: number, signal?: AbortSignal): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (signal?.aborted) return Promise.resolve();
  const cancel = clock.after(milliseconds, resolve);
  const onAbort = () => resolve();
  signal?.addEventListener('abort', onAbort, { once: true });
  return promise.finally(() => {
    cancel();
    signal?.removeEventListener('abort', onAbort);
  });
};
