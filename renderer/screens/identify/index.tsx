import type { ScreenOf } from '../../../electron/contract/screens.ts';
import { Pill } from '../../components/cards.tsx';
import { DevicePicture } from '../../components/device-picture.tsx';
import { Icon } from '../../components/icon.tsx';
import { ReasonNote } from '../../components/reason.tsx';
import { TypingFrame } from '../../keyboard/typing-frame.tsx';
import { type ScreenProps, useWords } from '../../kiosk.tsx';
import { useWide } from '../../use-wide.ts';
import { Advice, Notice, pictureOf, Tips } from './parts.tsx';
import { TypedIdentity } from './typed-identity.tsx';

type Identify = ScreenOf<'identify'>;

/** The reader can't be used, and a code of one's own phone is what remains. */
const isPhoneOnly = ({ readerUnavailable, phone, typed }: Identify): boolean =>
  readerUnavailable !== undefined && phone && typed === undefined;

const titleOf = (screen: Identify): string => {
  const { who, state, readerUnavailable, typed } = screen;
  if (state !== 'waiting') return state;
  if (isPhoneOnly(screen)) return 'phoneOnly';
  if (readerUnavailable) return who === 'business' ? 'businessNone' : typed ? 'unavailable' : 'none';
  return who === 'self' ? state : who;
};

/** Before anything is read: what is read, why, how long it stays. Then the picture follows the sensors. */
export const Screen = ({ screen }: ScreenProps<'identify'>) => {
  const { t } = useWords();
  const { who, readerUnavailable, advice, typed, state, phone, canSkip, business } = screen;
  const key = titleOf(screen);
  const waiting = state === 'waiting';
  const phoneOnly = isPhoneOnly(screen);
  const typing = typed !== undefined && waiting;
  const skip = canSkip && waiting ? { action: 'next' as const, label: t('identify.skip') } : undefined;
  const wide = useWide();
  return (
    <TypingFrame
      eyebrow={business ? <Pill>{t('identify.for', { business })}</Pill> : null}
      title={t(`identify.title.${key}`)}
      lead={t(`identify.lead.${key}`)}
      main={typing ? { action: 'next', label: t('action.next') } : skip}
    >
      <div className="split">
        {readerUnavailable && !phoneOnly ? (
          <ReasonNote reason={readerUnavailable} />
        ) : (
          <DevicePicture
            slot={who === 'business' || phoneOnly ? 'code-scanner' : 'reader'}
            state={pictureOf(screen)}
            compact={typing || ((advice !== undefined || phone) && !wide)}
          />
        )}
        <div className="split__rest">
          <Advice {...screen} />
          {readerUnavailable && phoneOnly ? <ReasonNote reason={readerUnavailable} /> : null}
          {phone && waiting && !phoneOnly ? (
            <p className="note">
              <Icon name="phone" size={44} />
              <span>{t('identify.phone')}</span>
            </p>
          ) : null}
          <Notice of={who === 'business' ? 'noticeBusiness' : 'notice'} />
          {typing || readerUnavailable || who === 'business' || phone ? null : <Tips />}
        </div>
      </div>
      {typing ? <TypedIdentity typed={typed} withReader={!readerUnavailable} /> : null}
    </TypingFrame>
  );
};
