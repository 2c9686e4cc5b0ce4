import { useWords } from '../../kiosk.tsx';
import { type BundleLine, Bundles, type ItemLine, Items } from './lines.tsx';

type ResultsProps = { query: string; items: ItemLine[]; bundles: BundleLine[] };

/** The best come first; who needs more types another letter. */
const mostAtOnce = 24;

/** What was found, told aloud by its number. */
export const Results = ({ query, items, bundles }: ResultsProps) => {
  const { t } = useWords();
  const count = items.length + bundles.length;
  return (
    <>
      <p className="section__title" role="status">
        {count > 0 ? t('catalogue.found', { count }) : t('catalogue.nothing', { query })}
      </p>
      <Bundles bundles={bundles} />
      <Items key={query} items={items} at={mostAtOnce} />
    </>
  );
};
