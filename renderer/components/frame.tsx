import { type ReactNode, useEffect, useRef } from 'react';
import { useMainKey } from '../keys.ts';
import { useSnapshot, useWords } from '../kiosk.tsx';
import { useWide } from '../use-wide.ts';
import { Button, type ButtonProps } from './button.tsx';
import { HallHeader } from './hall-header.tsx';
import { LongWait } from './long-wait.tsx';
import { Phrases } from './phrases.tsx';
import { ScrollArea } from './scroll-area.tsx';
import { StandingActions } from './standing-actions.tsx';
import { Steps } from './steps.tsx';

/** A button at the bottom: Button's props with the label in `label`. */
export type FrameAction = Omit<ButtonProps, 'children' | 'look'> & { label: ReactNode };

export type FrameProps = {
  /** A question or request in plain words, at most 16 characters in Chinese. */
  title: string;
  /** One sentence: what to do, what happens next. */
  lead?: ReactNode;
  /** Above the title: a pill that names trouble, a state. */
  eyebrow?: ReactNode;
  children?: ReactNode;
  /** Bottom right, filled; the Enter key does the same. */
  main?: FrameAction | undefined;
  /** Bottom left, outlined; up to two. */
  alternatives?: FrameAction[];
  /** Docked between the content and the standing actions: the keyboard. Then the actions stand above it. */
  keyboard?: ReactNode;
  /** Short content stands at the top (default), in the middle or at the bottom of its place. */
  place?: 'top' | 'middle' | 'bottom';
};

/** The one frame of all citizen's screens: places never move. */
export const Frame = (props: FrameProps) => {
  const { title, lead, eyebrow, children, main, alternatives = [], keyboard, place = 'top' } = props;
  const { t } = useWords();
  const { screenId, screen, settings } = useSnapshot();
  const wide = useWide();
  const heading = useRef<HTMLHeadingElement>(null);
  useMainKey(main);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new screen, not a new drawing of it, moves the focus
  useEffect(() => {
    const wanted = document.querySelector<HTMLElement>('[data-autofocus]') ?? heading.current;
    wanted?.focus({ preventScroll: true });
  }, [screenId, wide]);

  const head = (
    <div className="heading">
      <Steps />
      {eyebrow ? <div className="heading__eyebrow">{eyebrow}</div> : null}
      <h1 className="heading__title" ref={heading} tabIndex={-1}>
        <Phrases words={title} />
      </h1>
      {lead ? (
        <p className="heading__lead">{typeof lead === 'string' ? <Phrases words={lead} /> : lead}</p>
      ) : null}
      <LongWait />
    </div>
  );
  const actions = [...alternatives.map((spec) => ({ spec, look: 'outlined' as const }))];
  const again = `${screenId} ${settings.textSize} ${settings.language}`;
  return (
    <div
      className="frame"
      data-frame={screen.name}
      data-low={settings.lowReach}
      data-keyboard={Boolean(keyboard)}
    >
      <div className="frame__side">
        <HallHeader />
        {wide ? (
          <ScrollArea again={again} label={t('frame.about')}>
            {head}
          </ScrollArea>
        ) : null}
      </div>
      <main className="frame__main">
        <ScrollArea again={again} label={t('frame.content')}>
          {wide ? null : head}
          <div className="content" data-place={place}>
            {children}
          </div>
        </ScrollArea>
        {main || actions.length > 0 ? (
          <div className="actions" data-count={actions.length + (main ? 1 : 0)}>
            {actions.map(({ spec: { label, ...spec }, look }) => (
              <Button key={spec.action ?? spec.choice ?? String(label)} look={look} {...spec}>
                {label}
              </Button>
            ))}
            {main ? <MainAction {...main} /> : null}
          </div>
        ) : null}
        {keyboard ? <div className="frame__keyboard">{keyboard}</div> : null}
      </main>
      <StandingActions />
    </div>
  );
};

const MainAction = ({ label, ...spec }: FrameAction) => (
  <Button look="filled" {...spec}>
    {label}
  </Button>
);
