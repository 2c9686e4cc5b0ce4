import type { TFunction } from 'i18next';
import type { ReasonCode } from '../../../electron/contract/reasons.ts';
import type { ScreenOf } from '../../../electron/contract/screens.ts';
import { Button } from '../../components/button.tsx';
import { Pill } from '../../components/cards.tsx';
import { DevicePicture, type Slot } from '../../components/device-picture.tsx';
import { Frame, type FrameAction } from '../../components/frame.tsx';
import { Icon } from '../../components/icon.tsx';
import { useReasonText } from '../../components/reason.tsx';
import { type ScreenProps, useSnapshot, useWords } from '../../kiosk.tsx';
import { timeText } from '../../use-clock.ts';
import { useWide } from '../../use-wide.ts';
import { PageCards } from './page-cards.tsx';
import './trouble.css';

type Trouble = ScreenOf<'trouble'>;

/** What happened, that nothing is lost, what to do now, who has been told, two ways on. */
export const Screen = ({ screen, snapshot: { settings } }: ScreenProps<'trouble'>) => {
  const { t } = useWords();
  const reasonText = useReasonText();
  const { reason, pages, canPrint, number, toldAt } = screen;
  const wide = useWide();
  const slot = slotOf(reason.code);
  const owed = pages.filter(({ state }) => state === 'owed' || state === 'spoiled').map(({ page }) => page);
  const list = owed.join(t('trouble.and'));
  const home: FrameAction = { action: 'home', label: t('action.home') };
  const end: FrameAction = { action: 'end-session', label: t('action.endSession') };
  const print: FrameAction = {
    action: 'print',
    icon: 'print',
    label: owed.length > 0 ? t('trouble.printOwed', { pages: list }) : t('trouble.printSlip'),
  };
  const told = owed.length > 0 ? t(canPrint ? 'trouble.owedNow' : 'trouble.owedLater', { pages: list }) : '';
  return (
    <Frame
      eyebrow={<Eyebrow code={reason.code} toldAt={toldAt} />}
      title={titleOf(screen, t)}
      lead={
        <>
          {canPrint && !passes(reason.code) ? null : (
            <span className="trouble__reason">{reasonText(reason)}</span>
          )}
          {told}
        </>
      }
      main={canPrint ? print : home}
      alternatives={canPrint ? [home, end] : [end]}
    >
      {slot ? (
        <DevicePicture
          slot={slot}
          state={canPrint ? 'waiting' : 'trouble'}
          compact={wide || (pages.length > 0 && settings.textSize > 125)}
        />
      ) : null}
      <PageCards pages={pages} />
      <div className="card trouble__notes">
        <Icon name="shield" size={56} />
        <p>{t(`trouble.saved.${screen.saved}`, { number: number ?? '' })}</p>
        <Icon name="people" size={56} />
        <p>{toldAt ? t('trouble.coming') : t('trouble.notTold')}</p>
        <Button action="call-staff">{t(toldAt ? 'trouble.callAgain' : 'action.callStaff')}</Button>
      </div>
    </Frame>
  );
};

const Eyebrow = ({ code, toldAt }: { code: ReasonCode; toldAt: string | undefined }) => {
  const { t } = useWords();
  const { timezone } = useSnapshot();
  return (
    <span className="trouble__eyebrow">
      <Pill tone="amber">{t(`trouble.name.${passes(code) ? 'passing' : familyOf(code)}`)}</Pill>
      {toldAt ? <span>{t('trouble.told', { time: timeText(toldAt, timezone) })}</span> : null}
    </span>
  );
};

const titleOf = ({ reason, pages, canPrint }: Trouble, t: TFunction): string => {
  if (passes(reason.code)) return t('trouble.title.passing');
  if (canPrint) return t('trouble.title.again');
  const spoiled = pages.find(({ state }) => state === 'spoiled');
  if (reason.code === 'document-jam' && spoiled) return t('trouble.title.jam', { page: spoiled.page });
  return t(`trouble.title.${familyOf(reason.code)}`);
};

/** Nothing has stopped, and nobody is called. */
const passes = (code: ReasonCode): boolean =>
  code === 'document-printer-busy' || code === 'ticket-printer-cooling';

type Family = 'document' | 'ticket' | 'scanner' | 'reader' | 'network' | 'kiosk';

const familyOf = (code: ReasonCode): Family => {
  if (/^document|document-printer|^printer-|^print-/.test(code)) return 'document';
  if (/^ticket|ticket-printer|^slip-/.test(code)) return 'ticket';
  if (/^scan|scanner/.test(code)) return 'scanner';
  if (/reader/.test(code)) return 'reader';
  return code === 'offline' || code === 'central-refused' ? 'network' : 'kiosk';
};

const slots: Partial<Record<Family, Slot>> = {
  document: 'paper-tray',
  ticket: 'ticket-slot',
  scanner: 'scanner-feeder',
  reader: 'reader',
};

const slotOf = (code: ReasonCode): Slot | undefined => slots[familyOf(code)];
