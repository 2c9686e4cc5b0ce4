import { Frame } from '../../components/frame.tsx';
import { Icon } from '../../components/icon.tsx';
import { ReasonNote } from '../../components/reason.tsx';
import { type ScreenProps, useWords } from '../../kiosk.tsx';

/** The kiosk can't serve anybody now: why, and where to go. */
export const Screen = ({ screen }: ScreenProps<'out-of-service'>) => {
  const { t } = useWords();
  return (
    <Frame title={t('outOfService.title')} lead={t('outOfService.lead')} place="middle">
      <span className="big-mark" aria-hidden="true">
        <Icon name="clock" size={200} />
      </span>
      <ReasonNote reason={screen.reason} />
      {screen.message ? <p className="card">{screen.message}</p> : null}
      {screen.toldAt ? (
        <p className="note" role="status">
          <Icon name="people" size={44} />
          <span>{t('outOfService.told', { at: screen.toldAt.slice(11, 16) })}</span>
        </p>
      ) : null}
    </Frame>
  );
};
