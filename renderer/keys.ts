import { useEffect, useRef } from 'react';
import type { FrameAction } from './components/frame.tsx';
import { useActs, useSnapshot } from './kiosk.tsx';

const ownsEnter = 'button, a, summary, [role="button"], [role="option"], [contenteditable="true"]';

/** A panel is open, an input method composes, or somebody has already answered the key. */
const taken = (event: KeyboardEvent): boolean =>
  event.defaultPrevented ||
  event.isComposing ||
  event.repeat ||
  document.querySelector('[role="dialog"]') !== null;

/** An answer already given: Enter goes on and doesn't take it back (Space still does). */
const chosenAnswer = '[data-field] [data-choice][aria-pressed="true"]';

const keepsEnter = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(ownsEnter) !== null && target.closest(chosenAnswer) === null;

/** Enter is the screen's main action; a focused button keeps its own, but for an answer that stands. Escape is back. */
export const useMainKey = (main: FrameAction | undefined): void => {
  const { act, choose } = useActs();
  const { canGoBack } = useSnapshot();
  const latest = useRef({ main, act, choose, canGoBack });
  latest.current = { main, act, choose, canGoBack };

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (taken(event)) return;
      const now = latest.current;
      if (event.key === 'Escape' && now.canGoBack) return now.act('back');
      if (event.key !== 'Enter' || !now.main) return;
      if (keepsEnter(event.target)) return;
      const { unavailable, waitsFor, disabled, onPress, action, choice } = now.main;
      if (unavailable || waitsFor || disabled) return;
      event.preventDefault();
      onPress?.();
      if (action) now.act(action);
      if (choice !== undefined) now.choose(choice);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
};
