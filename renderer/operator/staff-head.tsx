import { useEffect } from 'react';
import { useDoor, useSnapshot } from '../kiosk.tsx';
import { useClock } from '../use-clock.ts';

/** Which kiosk, what time, and the way out; Escape is the way out too. */
export const StaffHead = ({ title, leave }: { title: string; leave: string }) => {
  const door = useDoor();
  const { hall, kioskId, timezone, clockShift, settings } = useSnapshot();
  const { time, date } = useClock(timezone, settings.language, clockShift);
  useEffect(() => {
    const out = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') door.intend({ kind: 'staff-act', action: 'leave' });
    };
    window.addEventListener('keydown', out);
    return () => window.removeEventListener('keydown', out);
  }, [door]);
  return (
    <header className="operator__head">
      <h1>{title}</h1>
      <p>
        {hall} · {kioskId}
        <br />
        {date} {time}
      </p>
      <button
        type="button"
        className="operator__button"
        data-action="leave"
        onClick={() => door.intend({ kind: 'staff-act', action: 'leave' })}
      >
        {leave}
      </button>
    </header>
  );
};
