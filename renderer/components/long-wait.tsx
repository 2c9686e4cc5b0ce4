import { useEffect, useState } from 'react';
import { useSnapshot, useWords } from '../kiosk.tsx';

const LONG_MS = 10_000;

/** A wait of over 10 s says what the person can do meanwhile. */
export const LongWait = () => {
  const { t } = useWords();
  const { busy, screenId } = useSnapshot();
  const [long, setLong] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each screen's wait is its own
  useEffect(() => {
    setLong(false);
    if (!busy) return;
    const timer = window.setTimeout(() => setLong(true), LONG_MS);
    return () => window.clearTimeout(timer);
  }, [busy, screenId]);
  return (
    <p className="heading__long-wait" role="status">
      {long ? t('wait.long') : ''}
    </p>
  );
};
