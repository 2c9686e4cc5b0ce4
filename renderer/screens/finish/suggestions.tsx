import type { ScreenOf } from '../../../electron/contract/screens.ts';
import { ChoiceCard } from '../../components/cards.tsx';
import { useWords } from '../../kiosk.tsx';

/** 主动服务: what this person may want next, and why. A touch opens it. */
export const Suggestions = ({ suggestions }: Pick<ScreenOf<'finish'>, 'suggestions'>) => {
  const { t, text } = useWords();
  if (suggestions.length === 0) return null;
  return (
    <section className="section">
      <h2 className="section__title">{t('finish.suggested')}</h2>
      <div className="cards">
        {suggestions.map(({ itemId, name, reason }) => (
          <ChoiceCard key={itemId} choice={itemId} icon="apply" title={text(name)} detail={reason} />
        ))}
      </div>
    </section>
  );
};
