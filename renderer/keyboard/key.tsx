import { type ReactNode, useEffect, useRef } from 'react';

const REPEAT_AFTER_MS = 420;
const REPEAT_EVERY_MS = 70;

export type KeyProps = {
  children: ReactNode;
  /** At the touch itself, not when the finger leaves. */
  onKey: () => void;
  label?: string;
  look?: 'plain' | 'tool';
  /** Goes on while it is held. */
  repeats?: boolean;
  pressed?: boolean;
  className?: string;
};

/** One key. It never takes the focus from the field; a screen reader's or a switch's click does the same as a touch. */
export const Key = ({ children, onKey, label, look = 'plain', repeats, pressed, className }: KeyProps) => {
  const timer = useRef(0);
  const latest = useRef(onKey);
  latest.current = onKey;
  const stop = (): void => window.clearTimeout(timer.current);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  const repeat = (): void => {
    latest.current();
    timer.current = window.setTimeout(repeat, REPEAT_EVERY_MS);
  };
  return (
    <button
      type="button"
      tabIndex={-1}
      className={className ? `key ${className}` : 'key'}
      data-look={look}
      aria-label={label}
      aria-pressed={pressed}
      onPointerDown={({ button }) => {
        if (button !== 0) return;
        onKey();
        if (repeats) timer.current = window.setTimeout(repeat, REPEAT_AFTER_MS);
      }}
      onPointerUp={stop}
      onPointerLeave={stop}
      onPointerCancel={stop}
      onContextMenu={(event) => event.preventDefault()}
      onClick={({ detail }) => (detail === 0 ? onKey() : undefined)}
    >
      {children}
    </button>
  );
};
