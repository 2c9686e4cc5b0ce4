import { useCallback, useEffect, useState } from 'react';
import { isTarget, type Target } from './target.ts';

/** What ends typing when it takes the focus: anything of the page's content that is not a field or a key. */
const leavesTyping = (element: Element): boolean =>
  element.closest('.frame__main') !== null && element.closest('.keyboard') === null;

/**
 * The field that is being typed in. A touch on blank paper, a panel or the standing actions leaves it; another control
 * of the page, or `close`, ends it.
 * @param again Another screen: what has the focus then decides.
 */
export const useTarget = (again: unknown): { target: Target | null; close: () => void } => {
  const [target, setTarget] = useState<Target | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new screen has other fields
  useEffect(() => {
    const { activeElement } = document;
    setTarget(isTarget(activeElement) ? activeElement : null);
    // While a finger is down nothing moves: what it touches would no longer lie under it when it is lifted.
    let held = false;
    let leaving = false;
    const moved = ({ target: element }: Event): void => {
      if (!(element instanceof Element)) return;
      leaving = held && !isTarget(element) && leavesTyping(element);
      if (isTarget(element)) setTarget(element);
      else if (leavesTyping(element) && !held) setTarget(null);
    };
    const down = (): void => {
      held = true;
    };
    // The click comes in the same task as this.
    const up = (): void => {
      held = false;
      setTimeout(() => {
        if (leaving) setTarget(null);
        leaving = false;
      });
    };
    // A field that has kept the focus while its keyboard was put away gets it back at a touch.
    const touched = ({ target: element }: Event): void => {
      if (element instanceof Element && isTarget(element)) setTarget(element);
    };
    document.addEventListener('focusin', moved);
    document.addEventListener('pointerdown', touched);
    // Of the mouse, not the pointer: a tap's focus comes with the mouse events that follow it.
    document.addEventListener('mousedown', down, { capture: true });
    document.addEventListener('mouseup', up, { capture: true });
    return () => {
      document.removeEventListener('focusin', moved);
      document.removeEventListener('pointerdown', touched);
      document.removeEventListener('mousedown', down, { capture: true });
      document.removeEventListener('mouseup', up, { capture: true });
    };
  }, [again]);

  const close = useCallback(() => setTarget(null), []);
  return { target: target?.isConnected ? target : null, close };
};
