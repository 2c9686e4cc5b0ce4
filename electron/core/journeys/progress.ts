import type { Turn } from '../session/turn.ts';
import { identifyThen } from './identify.ts';
import { setMatter } from './navigation.ts';

export const openProgress = (turn: Turn, purpose: 'progress' | 'scan'): void => {
  setMatter(turn, { kind: 'progress', purpose });
  identifyThen(turn, false, showProgress);
};

export const showProgress = (turn: Turn): void => {
  const matter = turn.visit?.matter;
  turn.replaceOrGo({ at: 'progress', purpose: matter?.kind === 'progress' ? matter.purpose : 'progress' });
};
