import { useSnapshot, useWords } from '../kiosk.tsx';
import { useClock } from '../use-clock.ts';

/** Hall and clock, on every screen in the same place; the clock is the hall's, not the computer's. */
export const HallHeader = () => {
  const { t } = useWords();
  const { hall, kioskId, timezone, clockShift, settings, person } = useSnapshot();
  const { time, date } = useClock(timezone, settings.language, clockShift);
  return (
    <header className="hall">
      <div className="hall__place">
        <span className="hall__name">{hall}</span>
        <span className="hall__sub">
          {person ? t('header.person', { name: person.maskedName }) : t('header.kiosk', { id: kioskId })}
        </span>
      </div>
      <div className="hall__clock">
        <time className="hall__time">{time}</time>
        <span className="hall__date">{date}</span>
      </div>
    </header>
  );
};
