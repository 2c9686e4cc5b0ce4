import type { ScreenOf } from '../../../electron/contract/screens.ts';
import { Frame, type FrameAction } from '../../components/frame.tsx';
import { ReasonNote } from '../../components/reason.tsx';
import { type ScreenProps, useWords } from '../../kiosk.tsx';
import { Facts } from './facts.tsx';
import { Needs } from './needs.tsx';

type ItemScreen = ScreenOf<'item'>;

/** What the person can do about this item from here. */
const wayOf = ({ item, unavailable, queueId }: ItemScreen) => {
  const counter = unavailable?.code === 'counter-only' || unavailable?.code === 'fee-at-counter';
  if (counter || item.route === 'counter')
    return { key: 'counter', main: queueId ? 'takeTicket' : null } as const;
  if (item.route === 'online') return { key: 'online', main: null } as const;
  if (unavailable) return { key: 'unavailable', main: null } as const;
  return item.route === 'print'
    ? ({ key: 'print', main: 'startPrint' } as const)
    : ({ key: 'kiosk', main: 'start' } as const);
};

/** 一次性告知: everything that will be needed, how long it takes and what it costs, before anything is typed. */
export const Screen = ({ screen }: ScreenProps<'item'>) => {
  const { t, text } = useWords();
  const { key, main } = wayOf(screen);
  const alternatives: FrameAction[] = [
    ...(screen.hasGuide ? [{ choice: 'guide', label: t('item.guide'), icon: 'info' } as const] : []),
    ...(screen.onBehalf
      ? [
          {
            choice: 'on-behalf',
            label: t('item.onBehalf'),
            icon: 'people',
            unavailable: screen.onBehalf.unavailable,
          } as const,
        ]
      : []),
  ];
  const action: FrameAction | undefined = main ? { action: 'next', label: t(`item.${main}`) } : undefined;
  return (
    <Frame
      eyebrow={
        <p className="item__name">
          {text(screen.item.name)} <small>{text(screen.item.department)}</small>
        </p>
      }
      title={t(`item.title.${key}`)}
      lead={t(`item.lead.${key}`)}
      main={action}
      alternatives={alternatives}
    >
      {screen.unavailable ? <ReasonNote reason={screen.unavailable} /> : null}
      <div className="item__columns">
        <div className="item__about">
          <Parts parts={screen.parts} />
          <Facts screen={screen} />
        </div>
        <Needs needs={screen.needs} />
      </div>
    </Frame>
  );
};

/** What a bundle is made of. */
const Parts = ({ parts }: { parts: ItemScreen['parts'] }) => {
  const { t, text } = useWords();
  if (parts.length === 0) return null;
  return (
    <section className="card needs">
      <h2 className="needs__title">{t('item.parts')}</h2>
      <ol className="numbered">
        {parts.map((part) => (
          <li key={part['zh-CN']}>{text(part)}</li>
        ))}
      </ol>
    </section>
  );
};
