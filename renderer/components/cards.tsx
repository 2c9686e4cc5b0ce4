import { type ReactNode, useId } from 'react';
import type { Reason } from '../../electron/contract/reasons.ts';
import { useActs } from '../kiosk.tsx';
import { emphasise } from './emphasise.ts';
import { Icon, type IconName } from './icon.tsx';
import { ReasonPill } from './reason.tsx';

type Choice = {
  /** data-choice; sent as `choose`, unless `onPress` is given. */
  choice: string;
  onPress?: (() => void) | undefined;
  title: ReactNode;
  detail?: ReactNode;
  unavailable?: Reason | undefined;
};

export type TileProps = Choice & {
  icon: IconName;
  size?: 'hero' | 'large' | 'small';
  className?: string;
};

/** One journey on home: icon over words. */
export const Tile = (props: TileProps) => {
  const { icon, size = 'large', className } = props;
  return (
    <Chooser {...props} className={`tile tile--${size} ${className ?? ''}`}>
      <Icon name={icon} size={size === 'hero' ? 96 : size === 'large' ? 72 : 56} className="tile__icon" />
    </Chooser>
  );
};

export type ChoiceCardProps = Choice & {
  icon?: IconName;
  /** Instead of an icon: a letter, a number, a small picture. */
  leading?: ReactNode;
  /** At the right end: a count, a state; else an arrow. */
  trailing?: ReactNode;
  /** As one of several that stay (options): shows a tick. */
  selected?: boolean;
  className?: string;
};

/** One line of a list to choose from: queue, item, document, material, point, option. At least 112 high. */
export const ChoiceCard = (props: ChoiceCardProps) => (
  <Chooser
    {...props}
    className={`choice-card ${props.className ?? ''}`}
    end={
      props.trailing ??
      (props.selected === undefined ? (
        <Icon name="forward" size={36} className="choice-card__arrow" />
      ) : (
        <span className="choice-card__tick" data-on={props.selected}>
          {props.selected ? <Icon name="check" size={32} /> : null}
        </span>
      ))
    }
  >
    {props.leading ?? (props.icon ? <Icon name={props.icon} size={56} className="tile__icon" /> : null)}
  </Chooser>
);

/** A line that stands there as any other and is no choice: nothing is to be done about it. */
export const StandingCard = ({
  leading,
  title,
  detail,
  className = '',
}: Pick<ChoiceCardProps, 'leading' | 'title' | 'detail' | 'className'>) => (
  <div className={`choice-card ${className}`}>
    {leading}
    <span className="choice__words">
      <span className="choice__title">{title}</span>
      {detail ? <span className="choice__detail">{detail}</span> : null}
    </span>
  </div>
);

type ChooserProps = Choice & {
  children?: ReactNode;
  end?: ReactNode;
  selected?: boolean | undefined;
  className: string;
};

const Chooser = ({
  choice,
  onPress,
  title,
  detail,
  unavailable,
  children,
  end,
  selected,
  className,
}: ChooserProps) => {
  const { choose } = useActs();
  const reasonId = useId();
  return (
    <button
      type="button"
      className={className}
      data-choice={choice}
      aria-disabled={unavailable ? true : undefined}
      aria-describedby={unavailable ? reasonId : undefined}
      aria-pressed={selected}
      onClick={({ currentTarget }) => {
        if (unavailable) return emphasise(currentTarget);
        if (onPress) return onPress();
        choose(choice);
      }}
    >
      {children}
      <span className="choice__words">
        <span className="choice__title">{title}</span>
        {detail ? <span className="choice__detail">{detail}</span> : null}
        {unavailable ? <ReasonPill reason={unavailable} id={reasonId} /> : null}
      </span>
      {unavailable ? null : end}
    </button>
  );
};

export type ChipProps = { choice: string; selected: boolean; children: ReactNode; icon?: IconName };

/** A small toggle that does not block: priority, on behalf. At least 88 high. */
export const Chip = ({ choice, selected, children, icon }: ChipProps) => {
  const { choose } = useActs();
  return (
    <button
      type="button"
      className="chip"
      data-choice={choice}
      aria-pressed={selected}
      onClick={() => choose(choice)}
    >
      {selected ? <Icon name="check" size={32} /> : icon ? <Icon name={icon} size={36} /> : null}
      <span>{children}</span>
    </button>
  );
};

/** A quiet label: `tone` leaf = done, amber = needs attention, lake = good to know. */
export const Pill = ({
  tone = 'lake',
  children,
}: {
  tone?: 'leaf' | 'amber' | 'lake' | 'plain';
  children: ReactNode;
}) => (
  <span className="pill" data-tone={tone}>
    {children}
  </span>
);
