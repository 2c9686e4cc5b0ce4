import type { ScreenOf } from '../../../electron/contract/screens.ts';
import { useWords } from '../../kiosk.tsx';

/** What became of each page: come out, spoiled, still owed, not known. */
export const PageCards = ({ pages }: { pages: ScreenOf<'trouble'>['pages'] }) => {
  const { t } = useWords();
  if (pages.length === 0) return null;
  return (
    <ul className="page-cards" data-many={pages.length > 6}>
      {pages.map(({ page, state }) => (
        <li key={page} className="page-card" data-state={state}>
          <span className="page-card__sheet">{page}</span>
          <span className="page-card__words">
            <strong>{t(`trouble.page.${state}`)}</strong>
            <span>{t(`trouble.pageAdvice.${state}`)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
};
