import type { FrameAction } from '../components/frame.tsx';
import { useSnapshot, useWords } from '../kiosk.tsx';
import { isPad } from './layouts.ts';
import { LetterBoard } from './letter-board.tsx';
import { MainKey } from './main-key.tsx';
import { Pad } from './pad.tsx';
import { kindOf, type Target } from './target.ts';
import './keyboard.css';

type KeyboardProps = {
  target: Target;
  /** The largest key. */
  main: FrameAction | undefined;
  close: () => void;
};

/** The keys for the field that has the focus. They never take the focus; a plugged-in keyboard works beside them. */
export const Keyboard = ({ target, main, close }: KeyboardProps) => {
  const { t } = useWords();
  const { settings } = useSnapshot();
  const kind = kindOf(target);
  return (
    <section
      className="keyboard"
      aria-label={t('keyboard.name')}
      data-kind={kind}
      onMouseDown={(event) => event.preventDefault()}
    >
      {isPad(kind) ? (
        <Pad target={target} kind={kind}>
          <MainKey main={main} close={close} />
        </Pad>
      ) : (
        <LetterBoard
          key={`${kind} ${settings.language}`}
          target={target}
          kind={kind}
          language={settings.language}
          main={main}
          close={close}
        />
      )}
    </section>
  );
};
