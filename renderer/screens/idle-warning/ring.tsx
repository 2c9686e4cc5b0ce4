import { useEffect, useState } from 'react';

type RingProps = { secondsLeft: number; secondsTotal: number; unit: string };

const RADIUS = 180;
const AROUND = 2 * Math.PI * RADIUS;

/** The time left, as a number and as a closing ring. Between two snapshots it counts by itself. */
export const Ring = ({ secondsLeft, secondsTotal, unit }: RingProps) => {
  const [left, setLeft] = useState(secondsLeft);
  useEffect(() => {
    setLeft(secondsLeft);
    const timer = window.setInterval(() => setLeft((now) => Math.max(0, now - 1)), 1000);
    return () => window.clearInterval(timer);
  }, [secondsLeft]);
  const share = secondsTotal > 0 ? Math.min(1, left / secondsTotal) : 0;
  return (
    <div className="ring" role="timer" aria-label={`${left} ${unit}`}>
      <svg viewBox="0 0 400 400" aria-hidden="true">
        <circle className="ring__track" cx="200" cy="200" r={RADIUS} />
        <circle
          className="ring__left"
          cx="200"
          cy="200"
          r={RADIUS}
          strokeDasharray={AROUND}
          strokeDashoffset={AROUND * (1 - share)}
        />
      </svg>
      <span className="ring__words" aria-hidden="true">
        <strong>{left}</strong>
        <span>{unit}</span>
      </span>
    </div>
  );
};
