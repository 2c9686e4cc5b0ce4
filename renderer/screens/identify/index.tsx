import type { ScreenOf } from '../../../electron/contract/screens.ts';
import { DevicePicture, type SlotState } from '../../components/device-picture.tsx';
import { Icon } from '../../components/icon.tsx';
import { ReasonNote } from '../../components/reason.tsx';
import { TypingFrame } from '../../keyboard/typing-frame.tsx';
import { type ScreenProps, useWords } from '../../kiosk.tsx';
import { useWide } from '../../use-wide.ts';
import { TypedIdentity } from './typed-identity.tsx';

type Identify = ScreenOf<'identify'>;

const titleOf = ({ state, readerUnavailable, typed }: Identify): string => {
  if (!readerUnavailable || state !== 'waiting') return state;
  return typed ? 'unavailable' : 'none';
};

const pictureOf = ({ state, advice }: Identify): SlotState => {
  if (state === 'reading') return 'working';
  if (state === 'read' || state === 'looking-up') return 'done';
  return advice ? 'trouble' : 'waiting';
};

/** Before anything is read: what is read, why, how long it stays. Then the picture follows the sensors. */
export const Screen = ({ screen }: ScreenProps<'identify'>) => {
  const { t } = useWords();
  const { readerUnavailable, advice, typed, state } = screen;
  const key = titleOf(screen);
  const typing = typed !== undefined && state === 'waiting';
  const wide = useWide();
  return (
    <TypingFrame
      title={t(`identify.title.${key}`)}
      lead={t(`identify.lead.${key}`)}
      main={typing ? { action: 'next', label: t('action.next') } : undefined}
    >
      <div className="split">
        {readerUnavailable ? (
          <ReasonNote reason={readerUnavailable} />
        ) : (
          <DevicePicture
            slot="reader"
            state={pictureOf(screen)}
            compact={typing || (advice !== undefined && !wide)}
          />
        )}
        <div className="split__rest">
          {advice && state === 'waiting' ? (
            <p className="note" data-tone="attention" data-advice={advice} role="alert">
              <Icon name="info" size={44} />
              <span>{t(`identify.advice.${advice}`)}</span>
            </p>
          ) : null}
          <Notice />
          {typing || readerUnavailable ? null : <Tips />}
        </div>
      </div>
      {typing ? <TypedIdentity typed={typed} withReader={!readerUnavailable} /> : null}
    </TypingFrame>
  );
};

const Notice = () => {
  const { t } = useWords();
  return (
    <section className="card identify__notice">
      <Icon name="shield" size={52} />
      <div>
        <h2>{t('identify.notice.title')}</h2>
        <p>{t('identify.notice.what')}</p>
        <p>{t('identify.notice.howLong')}</p>
      </div>
    </section>
  );
};

const Tips = () => {
  const { t } = useWords();
  return (
    <ol className="numbered">
      {['flat', 'take', 'accepted'].map((tip) => (
        <li key={tip}>{t(`identify.tips.${tip}`)}</li>
      ))}
    </ol>
  );
};
