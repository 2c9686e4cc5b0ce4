import { Frame } from '../../components/frame.tsx';
import { type ScreenProps, useWords } from '../../kiosk.tsx';
import { Ring } from './ring.tsx';

/** Nobody has touched for a while: by sight and sound, one touch goes on. */
export const Screen = ({ screen }: ScreenProps<'idle-warning'>) => {
  const { t } = useWords();
  return (
    <Frame
      title={t('idle.title')}
      lead={t(screen.keepsDraft ? 'idle.leadDraft' : 'idle.lead')}
      main={{ action: 'extend', label: t('idle.extend') }}
      alternatives={[{ action: 'end-session', label: t('idle.end') }]}
      place="middle"
    >
      <Ring secondsLeft={screen.secondsLeft} secondsTotal={screen.secondsTotal} unit={t('idle.seconds')} />
    </Frame>
  );
};
