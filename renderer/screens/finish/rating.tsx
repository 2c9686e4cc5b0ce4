import { useActs, useWords } from '../../kiosk.tsx';

const scores = [1, 2, 3, 4, 5] as const;
const mouths = {
  1: 'M15 35q9-10 18 0',
  2: 'M15 33q9-5 18 0',
  3: 'M15 32h18',
  4: 'M15 30q9 6 18 0',
  5: 'M14 28q10 14 20 0',
};

/** 好差评: five faces, one touch, once. */
export const Rating = ({ given }: { given: number | undefined }) => {
  const { t } = useWords();
  const { choose } = useActs();
  return (
    <section className="card rating" aria-label={t('finish.rate')}>
      <h2 className="rating__title" aria-live="polite">
        {t(given === undefined ? 'finish.rate' : 'finish.rated')}
      </h2>
      <div className="rating__row">
        {scores.map((score) => (
          <button
            type="button"
            key={score}
            className="rating__face"
            data-choice={`rate-${score}`}
            aria-pressed={given === score}
            aria-disabled={given !== undefined && given !== score ? true : undefined}
            onClick={() => (given === undefined ? choose(`rate-${score}`) : undefined)}
          >
            <svg viewBox="0 0 48 48" aria-hidden="true">
              <circle cx="24" cy="24" r="20" />
              <path d="M17 19v.5M31 19v.5" />
              <path d={mouths[score]} />
            </svg>
            <span>{t(`finish.rating.${score}`)}</span>
          </button>
        ))}
      </div>
    </section>
  );
};
