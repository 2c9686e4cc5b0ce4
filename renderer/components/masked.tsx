import { useEffect, useRef, useState } from 'react';
import { useDoor, useWords } from '../kiosk.tsx';
import { Icon } from './icon.tsx';

const SHOWN_FOR_MS = 5_000;

export type MaskedProps = {
  /** As the core has masked it. */
  masked: string;
  /** What `reveal` is asked with; without it nothing can be shown. */
  reveal?: string | undefined;
  label: string;
};

/** Press and hold shows the whole; it is masked again on letting go, after 5 s at the latest. */
export const Masked = ({ masked, reveal, label }: MaskedProps) => {
  const door = useDoor();
  const { t } = useWords();
  const [shown, setShown] = useState<string | null>(null);
  const held = useRef(0);
  const timer = useRef(0);

  const hide = (): void => {
    held.current += 1;
    window.clearTimeout(timer.current);
    setShown(null);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is masked decides
  useEffect(() => hide, [masked, reveal]);

  if (!reveal) return <span className="masked__value">{masked}</span>;
  const show = async (): Promise<void> => {
    const mine = held.current + 1;
    held.current = mine;
    const whole = await door.reveal(reveal);
    if (held.current !== mine || whole === null) return;
    setShown(whole);
    timer.current = window.setTimeout(hide, SHOWN_FOR_MS);
  };
  return (
    <button
      type="button"
      className="masked"
      data-shown={shown !== null}
      onPointerDown={() => void show()}
      onPointerUp={hide}
      onPointerLeave={hide}
      onPointerCancel={hide}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={({ key, repeat }) => (key === ' ' && !repeat ? void show() : undefined)}
      onKeyUp={hide}
      onBlur={hide}
    >
      <span className="unseen">{t('masked.hold', { label })}</span>
      <span className="masked__value">{shown ?? masked}</span>
      <span className="masked__hint">
        <Icon name="eye" size={36} />
        {t('masked.hint')}
      </span>
    </button>
  );
};
