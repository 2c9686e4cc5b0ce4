import { useTranslation } from 'react-i18next';
import type { DoorState } from '../client.ts';
import { Icon } from './icon.tsx';

/** Over everything while the core can't be reached: what is going on, and what the person can do. */
export const Cover = ({ connection }: { connection: Exclude<DoorState['connection'], 'open'> }) => {
  const { t } = useTranslation();
  return (
    <div
      className="cover"
      data-connection={connection}
      role="alertdialog"
      aria-labelledby="cover-title"
      aria-modal="true"
    >
      <div className="cover__sheet">
        <Icon name={connection === 'replaced' ? 'info' : 'clock'} size={96} />
        <h1 id="cover-title">{t(`cover.${connection}.title`)}</h1>
        <p>{t(`cover.${connection}.lead`)}</p>
        {connection === 'connecting' || connection === 'lost' ? (
          <div className="wait__bar" data-known="false" aria-hidden="true">
            <span />
          </div>
        ) : null}
      </div>
    </div>
  );
};
