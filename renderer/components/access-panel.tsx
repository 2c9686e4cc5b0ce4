import { useActs, useSnapshot, useWords } from '../kiosk.tsx';
import { useVoice } from '../voice.ts';
import { Panel } from './panel.tsx';
import { Segments } from './segments.tsx';

const sizes = [100, 125, 150, 200] as const;
const contrasts = ['standard', 'dark', 'black-on-white', 'yellow-on-black'] as const;

/** How this person sees, hears and reaches the kiosk; back to the beginning when the visit ends. */
export const AccessPanel = ({ onClose }: { onClose: () => void }) => {
  const { t } = useWords();
  const { settings: change } = useActs();
  const { settings } = useSnapshot();
  const voice = useVoice(settings.language);
  const offOn = [
    { value: 'off', label: t('access.off') },
    { value: 'on', label: t('access.on') },
  ];
  return (
    <Panel title={t('access.title')} lead={t('access.lead')} onClose={onClose}>
      <div className="panel__list">
        <Segments
          name={t('access.size')}
          value={settings.textSize}
          options={sizes.map((value) => ({ value, label: `${value}%` }))}
          onChange={(textSize) => change({ textSize })}
        />
        <Segments
          name={t('access.contrast')}
          value={settings.contrast}
          options={contrasts.map((value) => ({
            value,
            label: t(`access.contrasts.${value}`),
            sample: value,
          }))}
          onChange={(contrast) => change({ contrast })}
        />
        <Segments
          name={t('access.lowReach')}
          value={settings.lowReach ? 'on' : 'off'}
          options={offOn}
          onChange={(value) => change({ lowReach: value === 'on' })}
        />
        {voice.available ? (
          <Segments
            name={t('access.voice')}
            value={voice.on ? 'on' : 'off'}
            options={offOn}
            onChange={(value) => voice.turn(value === 'on')}
          />
        ) : null}
      </div>
    </Panel>
  );
};
