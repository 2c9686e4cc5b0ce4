import type { ScreenOf } from '../../../electron/contract/screens.ts';
import { Pill } from '../../components/cards.tsx';
import { DevicePicture, type Slot } from '../../components/device-picture.tsx';
import { Frame } from '../../components/frame.tsx';
import { ReasonNote } from '../../components/reason.tsx';
import { WaitPicture } from '../../components/wait-picture.tsx';
import { type ScreenProps, useSnapshot, useWords } from '../../kiosk.tsx';
import { timeText } from '../../use-clock.ts';
import { useWide } from '../../use-wide.ts';
import './printing.css';

type Printing = ScreenOf<'printing'>;

const slotOf = ({ what }: Printing): Slot =>
  what === 'document' || what === 'notice' ? 'paper-tray' : 'ticket-slot';

/** Drawn from what the printer says. Where its answer was lost, the person is asked, and only they are believed. */
export const Screen = ({ screen }: ScreenProps<'printing'>) => {
  const { t } = useWords();
  const { timezone } = useSnapshot();
  if (screen.state === 'asking') return <Asking screen={screen} />;
  const { state, what, progress, problem, number, toldAt } = screen;
  const held = problem !== undefined;
  const title = held ? 'printing.held' : state === 'saving' ? 'printing.saving' : `printing.title.${what}`;
  return (
    <Frame
      eyebrow={
        toldAt ? <Pill tone="amber">{t('trouble.told', { time: timeText(toldAt, timezone) })}</Pill> : null
      }
      title={t(title)}
      lead={t(`printing.lead.${state === 'saving' ? 'saving' : what}`)}
    >
      {number ? <p className="printing__number">{number}</p> : null}
      <DevicePicture slot={slotOf(screen)} state={held ? 'trouble' : 'working'} />
      {problem ? <ReasonNote reason={problem} /> : null}
      <WaitPicture
        label={t(`printing.label.${state}`)}
        progress={progress && progress.total > 0 ? progress : undefined}
      />
    </Frame>
  );
};

const Asking = ({ screen }: { screen: Printing }) => {
  const { t } = useWords();
  const { what, number } = screen;
  const wide = useWide();
  return (
    <Frame
      title={t(what === 'document' ? 'printing.asking.document' : 'printing.asking.slip')}
      lead={t('printing.asking.lead')}
      main={{ choice: 'came-out', label: t('printing.asking.cameOut') }}
      alternatives={[{ choice: 'did-not', label: t('printing.asking.didNot') }]}
    >
      {number ? <p className="printing__number">{number}</p> : null}
      <DevicePicture slot={slotOf(screen)} state="waiting" compact={wide}>
        {t('printing.asking.look')}
      </DevicePicture>
      <p className="printing__safe">{t('printing.asking.safe')}</p>
    </Frame>
  );
};
