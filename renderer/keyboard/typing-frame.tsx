import { useEffect } from 'react';
import { Frame, type FrameProps } from '../components/frame.tsx';
import { useMainKey } from '../keys.ts';
import { useSnapshot } from '../kiosk.tsx';
import { Keyboard } from './keyboard.tsx';
import type { Target } from './target.ts';
import { useTarget } from './use-target.ts';
import './typing-frame.css';

/** The keys take room: what is typed in moves to where it can be seen, with what is said about it. */
const useInSight = (target: Target | null): void => {
  useEffect(() => {
    if (!target) return;
    const frame = requestAnimationFrame(() => {
      (target.closest('.field') ?? target).scrollIntoView({ block: 'nearest' });
    });
    return () => cancelAnimationFrame(frame);
  }, [target]);
};

/**
 * Frame for screens with fields: while one of them (an input with `data-keys`) is typed in, our keyboard is docked and
 * its largest key is the main action; the buttons come back when it is put away.
 */
export const TypingFrame = (props: Omit<FrameProps, 'keyboard'>) => {
  const { screenId } = useSnapshot();
  const { target, close } = useTarget(screenId);
  useMainKey(target ? props.main : undefined);
  useInSight(target);
  if (!target) return <Frame {...props} />;
  return (
    <Frame
      {...props}
      main={undefined}
      alternatives={[]}
      keyboard={<Keyboard target={target} main={props.main} close={close} />}
    />
  );
};
