import { useSyncExternalStore } from 'react';

const query = '(orientation: landscape)';

const subscribe = (listener: () => void): (() => void) => {
  const list = matchMedia(query);
  list.addEventListener('change', listener);
  return () => list.removeEventListener('change', listener);
};

/** True on a lying screen: the heading stands in a panel at the left. */
export const useWide = (): boolean => useSyncExternalStore(subscribe, () => matchMedia(query).matches);
