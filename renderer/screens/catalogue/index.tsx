import { useState } from 'react';
import { TextField } from '../../components/field.tsx';
import { TypingFrame } from '../../keyboard/typing-frame.tsx';
import { type ScreenProps, useWords } from '../../kiosk.tsx';
import { Browse } from './browse.tsx';
import { Results } from './results.tsx';
import { search } from './search.ts';
import { takeSearchWish } from './wish.ts';

/** Finding an item: by what it is called, by pinyin, by zone, or as a bundle. */
export const Screen = ({ screen }: ScreenProps<'catalogue'>) => {
  const { t, text } = useWords();
  const [query, setQuery] = useState('');
  const [wished] = useState(takeSearchWish);
  const zone = screen.zones.find(({ id }) => id === screen.zone);
  const searching = query.trim() !== '';
  return (
    <TypingFrame
      title={zone ? t('catalogue.zoneTitle', { zone: text(zone.name) }) : t('catalogue.title')}
      lead={zone ? t('catalogue.leadZone') : t('catalogue.lead')}
    >
      <TextField
        id="search"
        label={t('catalogue.search')}
        hideLabel
        icon="search"
        value={query}
        placeholder={t('catalogue.placeholder')}
        maxLength={40}
        autoFocus={wished}
        onChange={setQuery}
      />
      {searching ? (
        <Results
          query={query.trim()}
          items={search(screen.items, query)}
          bundles={search(
            screen.bundles.map((bundle) => ({ ...bundle, keywords: [] })),
            query,
          )}
        />
      ) : (
        <Browse screen={screen} />
      )}
    </TypingFrame>
  );
};
