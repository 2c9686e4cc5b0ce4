/**
 * npm passes SIGTERM on to the shell that runs its script, and ends; that shell ends too, without a word to what runs in it.
 * Whatever `npm start` began would go on with nobody left to end it, and hold the port and the data.
 */

/** How often is looked. Milliseconds. */
const PULSE = 100;

/** Calls once, when the process that started this one is gone. `parent`: whose child this is now. */
export const whenLeftBehind = (call: () => void, parent = (): number => process.ppid): void => {
  const first = parent();
  const timer = setInterval(() => {
    if (parent() === first) return;
    clearInterval(timer);
    call();
  }, PULSE);
  timer.unref();
};
