import { type RefObject, useLayoutEffect } from 'react';

/**
 * Marks this box `data-crowded` when what is in it has no room, so that style can do without what is least missed. Measured
 * before anything is painted: nothing jumps.
 */
export const useCrowded = (box: RefObject<HTMLElement | null>): void => {
  useLayoutEffect(() => {
    let gone = false;
    const measure = (): void => {
      const element = box.current;
      if (element === null || gone) return;
      element.dataset.crowded = 'false';
      element.dataset.crowded = String(element.scrollHeight > element.clientHeight);
    };
    measure();
    void document.fonts.ready.then(measure);
    return () => {
      gone = true;
    };
  });
};
