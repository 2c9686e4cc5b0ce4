import type { ScreenOf } from '../../../electron/contract/screens.ts';
import { Tile } from '../../components/cards.tsx';
import { Frame } from '../../components/frame.tsx';
import { Icon } from '../../components/icon.tsx';
import { journeyIcons } from '../../components/journeys.ts';
import { Notices } from '../../components/notices.tsx';
import { useWaitWords } from '../../components/wait-words.tsx';
import { type ScreenProps, useActs, useWords } from '../../kiosk.tsx';
import { wishToSearch } from '../catalogue/wish.ts';

type Choice = ScreenOf<'home'>['choices'][number];

const large = new Set(['apply', 'print', 'progress', 'scan']);
const order = ['ticket', 'apply', 'print', 'progress', 'scan', 'resume', 'nearby', 'report'];

/** What the kiosk can do, the most wanted largest. */
export const Screen = ({ screen, snapshot }: ScreenProps<'home'>) => {
  const { t } = useWords();
  const choices = [...screen.choices].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  const apply = choices.find(({ id }) => id === 'apply');
  const hero = choices.filter(({ id }) => id === 'ticket');
  const main = choices.filter(({ id }) => large.has(id));
  const others = choices.filter(({ id }) => id !== 'ticket' && !large.has(id));
  const lead = snapshot.person ? t('home.leadKnown', { name: snapshot.person.maskedName }) : t('home.lead');
  return (
    <Frame title={t('home.title')} lead={lead}>
      <Notices notices={screen.notices} />
      {apply && !apply.unavailable ? <SearchBar /> : null}
      <div className="home__tiles" data-hero={hero.length > 0}>
        {hero.map((choice) => (
          <Journey key={choice.id} choice={choice} size="hero" />
        ))}
        <div className="home__large">
          {main.map((choice) => (
            <Journey key={choice.id} choice={choice} size="large" />
          ))}
        </div>
      </div>
      <div className="home__small">
        {others.map((choice) => (
          <Journey key={choice.id} choice={choice} size="small" />
        ))}
      </div>
    </Frame>
  );
};

const SearchBar = () => {
  const { t } = useWords();
  const { choose } = useActs();
  return (
    <button
      type="button"
      className="home__search"
      onClick={() => {
        wishToSearch();
        choose('apply');
      }}
    >
      <Icon name="search" size={48} />
      <span>{t('home.search')}</span>
    </button>
  );
};

const Journey = ({ choice, size }: { choice: Choice; size: 'hero' | 'large' | 'small' }) => {
  const { t } = useWords();
  const waitWords = useWaitWords();
  const { id, count, wait, unavailable } = choice;
  const known =
    id === 'ticket'
      ? waitWords(count, wait)
      : id === 'apply' && count !== undefined
        ? t('journey.apply.count', { count })
        : null;
  return (
    <Tile
      choice={id}
      icon={journeyIcons[id]}
      size={size}
      title={t(`journey.${id}.title`)}
      detail={known ?? t(`journey.${id}.detail`)}
      unavailable={unavailable}
    />
  );
};
