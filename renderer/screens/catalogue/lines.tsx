import type { ScreenOf } from '../../../electron/contract/screens.ts';
import { ChoiceCard } from '../../components/cards.tsx';
import type { IconName } from '../../components/icon.tsx';
import { useWords } from '../../kiosk.tsx';
import { Portions } from './portions.tsx';

export type ItemLine = ScreenOf<'catalogue'>['items'][number];
export type BundleLine = Omit<ScreenOf<'catalogue'>['bundles'][number], 'keywords'>;

const icons: Record<ItemLine['route'], IconName> = {
  kiosk: 'apply',
  print: 'print',
  counter: 'people',
  online: 'phone',
};

/** More than a hall offers at its kiosks, fewer than are noticed in drawing. */
const portion = 120;

/** `details`: by item, in place of the department. */
type ItemsProps = {
  items: ItemLine[];
  title?: string;
  at?: number;
  details?: Readonly<Record<string, string>>;
};

export const Items = ({ items, title, at = portion, details = {} }: ItemsProps) => {
  const { text } = useWords();
  if (items.length === 0) return null;
  return (
    <section className="section">
      {title ? <h2 className="section__title">{title}</h2> : null}
      <Portions all={items} at={at}>
        {(shown) => (
          <div className="cards" data-columns="2">
            {shown.map((item) => (
              <ChoiceCard
                key={item.id}
                choice={item.id}
                icon={icons[item.route]}
                title={text(item.name)}
                detail={details[item.id] || text(item.department)}
                unavailable={item.unavailable}
              />
            ))}
          </div>
        )}
      </Portions>
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
