import type { ScreenOf } from '../../../electron/contract/screens.ts';
import { ChoiceCard } from '../../components/cards.tsx';
import type { IconName } from '../../components/icon.tsx';
import { useWords } from '../../kiosk.tsx';

export type ItemLine = ScreenOf<'catalogue'>['items'][number];
export type BundleLine = Omit<ScreenOf<'catalogue'>['bundles'][number], 'keywords'>;

const icons: Record<ItemLine['route'], IconName> = {
  kiosk: 'apply',
  print: 'print',
  counter: 'people',
  online: 'phone',
};

export const Items = ({ items, title }: { items: ItemLine[]; title?: string }) => {
  const { text } = useWords();
  if (items.length === 0) return null;
  return (
    <section className="section">
      {title ? <h2 className="section__title">{title}</h2> : null}
      <div className="cards" data-columns="2">
        {items.map((item) => (
          <ChoiceCard
            key={item.id}
            choice={item.id}
            icon={icons[item.route]}
            title={text(item.name)}
            detail={text(item.department)}
            unavailable={item.unavailable}
          />
        ))}
      </div>
    </section>
  );
};

export const Bundles = ({ bundles, title }: { bundles: BundleLine[]; title?: string }) => {
  const { t, text } = useWords();
  if (bundles.length === 0) return null;
  return (
    <section className="section">
      {title ? <h2 className="section__title">{title}</h2> : null}
      <div className="cards" data-columns="2">
        {bundles.map((bundle) => (
          <ChoiceCard
            key={bundle.id}
            choice={bundle.id}
            icon="box"
            title={text(bundle.name)}
            detail={t('catalogue.bundleDetail', { count: bundle.count })}
            unavailable={bundle.unavailable}
          />
        ))}
      </div>
    </section>
  );
};
