import { type ReactNode, useId } from 'react';
import type { Action } from '../../electron/contract/intents.ts';
import type { Reason } from '../../electron/contract/reasons.ts';
import { useActs } from '../kiosk.tsx';
import { emphasise } from './emphasise.ts';
import { Icon, type IconName } from './icon.tsx';
import { Phrases } from './phrases.tsx';
import { ReasonPill } from './reason.tsx';

export type ButtonProps = {
  children: ReactNode;
  /** One filled button a screen, the others outlined; `quiet` has neither. */
  look?: 'filled' | 'outlined' | 'quiet';
  /** Sends `act` and sets data-action. */
  action?: Action;
  /** Sends `choose` and sets data-choice. */
  choice?: string;
  /** Beside or instead of an intent: what stays in the renderer. */
  onPress?: () => void;
  icon?: IconName;
  /** Not now, and why: visible, announced, sends nothing. */
  unavailable?: Reason | undefined;
  /** Not now, the reason is already on the screen (its element's id). */
  waitsFor?: string | undefined;
  /** Not now, the reason in plain sight elsewhere. */
  disabled?: boolean;
  /** Pressed as a toggle. */
  pressed?: boolean;
  className?: string;
};

/** 112 high and more. A touch shows at once (press.ts), before anything else happens. */
export const Button = (props: ButtonProps) => {
  const {
    children,
    look = 'outlined',
    action,
    choice,
    onPress,
    icon,
    unavailable,
    waitsFor,
    pressed,
  } = props;
  const { act, choose } = useActs();
  const reasonId = useId();
  const off = Boolean(unavailable || waitsFor || props.disabled);
  return (
    <button
      type="button"
      className={props.className ? `button ${props.className}` : 'button'}
      data-look={look}
      data-action={action}
      data-choice={choice}
      aria-disabled={off || undefined}
      aria-describedby={unavailable ? reasonId : waitsFor}
      aria-pressed={pressed}
      onClick={({ currentTarget }) => {
        if (off) return emphasise(currentTarget);
        onPress?.();
        if (action) act(action);
        if (choice !== undefined) choose(choice);
      }}
    >
      {icon ? <Icon name={icon} size={44} /> : null}
      <span className="button__words">
        <span className="button__label">
          {typeof children === 'string' ? (
            <span>
              <Phrases words={children} />
            </span>
          ) : (
            children
          )}
        </span>
        {unavailable ? <ReasonPill reason={unavailable} id={reasonId} /> : null}
      </span>
    </button>
  );
};
