import type { FrameAction } from '../components/frame.tsx';
import { useActs, useWords } from '../kiosk.tsx';

type MainKeyProps = {
  main: FrameAction | undefined;
  /** Letters wait to be chosen from: the key takes the first candidate and does not leave the field. */
  accept?: (() => void) | undefined;
  close: () => void;
};

/** The screen's main action as the largest key; without one it puts the keyboard away. */
export const MainKey = ({ main, accept, close }: MainKeyProps) => {
  const { t } = useWords();
  const { act, choose } = useActs();
  if (accept || !main) {
    return (
      <button type="button" className="key key--main" onClick={accept ?? close}>
        {t(accept ? 'keyboard.accept' : 'keyboard.done')}
      </button>
    );
  }
  const { label, action, choice, onPress, unavailable, waitsFor, disabled } = main;
  const off = Boolean(unavailable || waitsFor || disabled);
  return (
    <button
      type="button"
      className="key key--main"
      data-action={action}
      data-choice={choice}
      aria-disabled={off || undefined}
      aria-describedby={waitsFor}
      onClick={() => {
        if (off) return;
        onPress?.();
        if (action) act(action);
        if (choice !== undefined) choose(choice);
      }}
    >
      {label}
    </button>
  );
};
