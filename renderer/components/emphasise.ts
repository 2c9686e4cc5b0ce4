/** A touch on what can't be done now sends nothing; its reason steps forward for a moment. */
export const emphasise = (touched: Element): void => {
  const reason =
    touched.querySelector('.reason-pill') ?? touched.parentElement?.querySelector('.reason-pill');
  reason?.animate?.(
    [{ translate: '0 0' }, { translate: '0 -4px' }, { translate: '0 0' }],
    matchMedia('(prefers-reduced-motion: reduce)').matches
      ? { duration: 0 }
      : { duration: 240, easing: 'ease-out' },
  );
};
