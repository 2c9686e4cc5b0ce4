import type { ScreenOf } from '../../../electron/contract/screens.ts';
import { Tile } from '../../components/cards.tsx';
import { type IconName, iconNames } from '../../components/icon.tsx';
import { useWords } from '../../kiosk.tsx';
import { Bundles, type ItemLine, Items } from './lines.tsx';
import { type Where, whereOf } from './where.ts';

type Catalogue = ScreenOf<'catalogue'>;

const iconOf = (name: string | undefined): IconName => iconNames.find((icon) => icon === name) ?? 'people';

/** Without a search: what this person may need, bundles, zones, then everything by where it is done. */
export const Browse = ({ screen }: { screen: Catalogue }) => {
  const { t } = useWords();
  const suggested = screen.suggestions
    .map(({ itemId }) => screen.items.find(({ id }) => id === itemId))
    .filter((item): item is ItemLine => item !== undefined);
  const rest = screen.items.filter((item) => !suggested.includes(item));
  const done = (where: Where) => rest.filter((item) => whereOf(item) === where);
  return (
    <>
      <Items
        title={t('catalogue.suggested')}
        items={suggested}
        details={Object.fromEntries(screen.suggestions.map(({ itemId, reason }) => [itemId, reason]))}
      />
      {screen.zone === undefined ? (
        <>
          <Bundles title={t('catalogue.bundles')} bundles={screen.bundles} />
          <Zones zones={screen.zones} />
        </>
      ) : null}
      <Items title={t('catalogue.here')} items={done('kiosk')} />
      <Items title={t('catalogue.print')} items={done('print')} />
      <Items title={t('catalogue.elsewhere')} items={done('elsewhere')} />
    </>
  );
};

const Zones = ({ zones }: { zones: Catalogue['zones'] }) => {
  const { t, text } = useWords();
  if (zones.length === 0) return null;
  return (
    <section className="section">
      <h2 className="section__title">{t('catalogue.zones')}</h2>
      <div className="catalogue__zones">
        {zones.map((zone) => (
          <Tile
            key={zone.id}
            choice={zone.id}
            icon={iconOf(zone.icon)}
            size="small"
            title={text(zone.name)}
            detail={t('unit.items', { count: zone.count })}
          />
        ))}
      </div>
    </section>
  );
};
