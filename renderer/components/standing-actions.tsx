import { useState } from 'react';
import { nameOfLanguage } from '../i18n.ts';
import { useActs, useSnapshot, useWords } from '../kiosk.tsx';
import { AccessPanel } from './access-panel.tsx';
import { HelpPanel } from './help-panel.tsx';
import { Icon, type IconName } from './icon.tsx';
import { LanguagePanel } from './language-panel.tsx';

type Open = 'access' | 'help' | 'language' | null;

/** Screens that home can't leave, or that show it themselves. */
const homeless = new Set([
  'idle-warning',
  'take-belongings',
  'out-of-service',
  'finish',
  'progress',
  'trouble',
]);

/** Always at the bottom, always in this order: back (home on home), language, display, help. */
export const StandingActions = () => {
  const { t } = useWords();
  const { act, settings: change } = useActs();
  const { canGoBack, languages, settings, screen, busy } = useSnapshot();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const next = languages[(languages.indexOf(settings.language) + 1) % languages.length] ?? settings.language;
  return (
    <nav className="standing" aria-label={t('standing.name')}>
      {canGoBack && screen.name !== 'idle-warning' ? (
        <Standing action="back" icon="back" label={t('action.back')} onPress={() => act('back')} />
      ) : homeless.has(screen.name) || (screen.name === 'printing' && busy) ? (
        <span />
      ) : (
        <Standing action="home" icon="home" label={t('action.home')} onPress={() => act('home')} />
      )}
      <Standing
        action="language"
        icon="globe"
        label={languages.length > 2 ? t('action.language') : (nameOfLanguage[next] ?? next)}
        lang={languages.length > 2 ? undefined : next}
        onPress={() => (languages.length > 2 ? setOpen('language') : change({ language: next }))}
      />
      <Standing
        action="accessibility"
        icon="person"
        label={t('action.accessibility')}
        onPress={() => setOpen('access')}
      />
      <Standing action="help" icon="help" label={t('action.help')} onPress={() => setOpen('help')} />
      {open === 'access' ? <AccessPanel onClose={close} /> : null}
      {open === 'help' ? <HelpPanel onClose={close} /> : null}
      {open === 'language' ? <LanguagePanel onClose={close} /> : null}
    </nav>
  );
};

type StandingProps = {
  action: string;
  icon: IconName;
  label: string;
  onPress: () => void;
  lang?: string | undefined;
};

const Standing = ({ action, icon, label, onPress, lang }: StandingProps) => (
  <button type="button" className="standing__action" data-action={action} onClick={onPress}>
    <Icon name={icon} size={48} />
    <span lang={lang}>{label}</span>
  </button>
);
