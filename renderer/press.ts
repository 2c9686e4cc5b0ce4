/** Marks what is touched in the same frame; the browser's own :active waits to see whether it becomes a scroll. */
const pressable = 'button, a, [role="button"], [role="option"]';

export const watchPresses = (page: Document): (() => void) => {
  let pressed: Element | null = null;
  const release = (): void => {
    pressed?.removeAttribute('data-pressed');
    pressed = null;
  };
  const press = ({ target }: PointerEvent): void => {
    release();
    pressed = target instanceof Element ? target.closest(pressable) : null;
    pressed?.setAttribute('data-pressed', '');
  };
  const ends = ['pointerup', 'pointercancel', 'dragstart'] as const;
  page.addEventListener('pointerdown', press, { capture: true, passive: true });
  for (const end of ends) page.addEventListener(end, release, { capture: true, passive: true });
  return () => {
    page.removeEventListener('pointerdown', press, { capture: true });
    for (const end of ends) page.removeEventListener(end, release, { capture: true });
  };
};
