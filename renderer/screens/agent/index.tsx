import { DevicePicture } from '../../components/device-picture.tsx';
import { Frame } from '../../components/frame.tsx';
import { Icon } from '../../components/icon.tsx';
import { ReasonNote } from '../../components/reason.tsx';
import { type ScreenProps, useWords } from '../../kiosk.tsx';
import { useWide } from '../../use-wide.ts';
import { Advice, Notice, pictureOf } from '../identify/parts.tsx';

/** 代办: the card of the person at the kiosk, after that of the one they act for; what both cards mean is said before. */
export const Screen = ({ screen }: ScreenProps<'agent'>) => {
  const { t } = useWords();
  const { state, advice, readerUnavailable, principal } = screen;
  const wide = useWide();
  const key = readerUnavailable ? 'none' : state === 'waiting' ? 'waiting' : 'reading';
  return (
    <Frame title={t(`agent.title.${key}`)} lead={t(`agent.lead.${key}`, { principal })}>
      <div className="split">
        {readerUnavailable ? (
          <ReasonNote reason={readerUnavailable} />
        ) : (
          <DevicePicture slot="reader" state={pictureOf(screen)} compact={advice !== undefined && !wide} />
        )}
        <div className="split__rest">
          <Advice {...screen} />
          <section className="card identify__notice">
            <Icon name="people" size={52} />
            <div>
              <h2>{t('agent.declare.title')}</h2>
              <p>{t('agent.declare.what')}</p>
              <p>{t('agent.declare.record')}</p>
            </div>
          </section>
          <Notice of="notice" />
        </div>
      </div>
    </Frame>
  );
};
