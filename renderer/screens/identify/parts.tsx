import type { ScreenOf } from '../../../electron/contract/screens.ts';
import type { SlotState } from '../../components/device-picture.tsx';
import { Icon } from '../../components/icon.tsx';
import { useWords } from '../../kiosk.tsx';

/** What the screens that read a card have in common. */

type Reading = Pick<ScreenOf<'identify'>, 'state' | 'advice'>;

export const pictureOf = ({ state, advice }: Reading): SlotState => {
  if (state === 'reading') return 'working';
  if (state === 'read' || state === 'looking-up') return 'done';
  return advice ? 'trouble' : 'waiting';
};

export const Advice = ({ state, advice }: Reading) => {
  const { t } = useWords();
  if (!advice || state !== 'waiting') return null;
  return (
    <p className="note" data-tone="attention" data-advice={advice} role="alert">
      <Icon name="info" size={44} />
      <span>{t(`identify.advice.${advice}`)}</span>
    </p>
  );
};

export const Notice = ({ of }: { of: 'notice' | 'noticeBusiness' }) => {
  const { t } = useWords();
  return (
    <section className="card identify__notice">
      <Icon name="shield" size={52} />
      <div>
        <h2>{t(`identify.${of}.title`)}</h2>
        <p>{t(`identify.${of}.what`)}</p>
        <p>{t('identify.notice.howLong')}</p>
      </div>
    </section>
  );
};

export const Tips = () => {
  const { t } = useWords();
  return (
    <ol className="numbered">
      {['flat', 'take', 'accepted'].map((tip) => (
        <li key={tip}>{t(`identify.tips.${tip}`)}</li>
      ))}
    </ol>
  );
};
