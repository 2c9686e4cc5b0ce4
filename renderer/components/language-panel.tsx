import { nameOfLanguage } from '../i18n.ts';
import { useActs, useSnapshot, useWords } from '../kiosk.tsx';
import { Panel } from './panel.tsx';
import { Segments } from './segments.tsx';

export const LanguagePanel = ({ onClose }: { onClose: () => void }) => {
  const { t } = useWords();
  const { settings } = useActs();
  const { languages, settings: now } = useSnapshot();
  return (
    <Panel title={t('action.language')} onClose={onClose}>
      <Segments
        name={t('action.language')}
        value={now.language}
        options={languages.map((language) => ({
          value: language,
          label: nameOfLanguage[language] ?? language,
        }))}
        onChange={(language) => {
          settings({ language });
          onClose();
        }}
      />
    </Panel>
  );
};
