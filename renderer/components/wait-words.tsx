import type { ReactNode } from 'react';
import { useWords } from '../kiosk.tsx';

type Wait = { fromMinutes: number; toMinutes: number };

/** "前面 7 人 · 约 15–25 分钟", broken only at the dot; what is not known is left out, nothing known is null. */
export const useWaitWords = (): ((waiting?: number, wait?: Wait) => ReactNode) => {
  const { t } = useWords();
  return (waiting, wait) => {
    if (waiting === 0) return t('unit.noQueue');
    const parts = [
      waiting === undefined ? null : t('unit.people', { count: waiting }),
      wait ? t('unit.wait', { from: wait.fromMinutes, to: wait.toMinutes }) : null,
    ].filter((part) => part !== null);
    if (parts.length === 0) return null;
    return parts.map((part, index) => (
      <span key={part}>
        {index > 0 ? ' · ' : ''}
        <span className="whole">{part}</span>
      </span>
    ));
  };
};
