import type { ScreenOf } from '../../../electron/contract/screens.ts';
import { Pill } from '../../components/cards.tsx';
import { Icon } from '../../components/icon.tsx';
import { useActs, useWords } from '../../kiosk.tsx';
import { PageImage } from './page-image.tsx';

/** The pages as pictures, in the order in which they will be handed in. */
export const ScannedPages = ({ screen }: { screen: ScreenOf<'scan'> }) => {
  const { t } = useWords();
  const { dropPage } = useActs();
  const { pages, state } = screen;
  return (
    <ol className="pages" data-count={pages.length + (state === 'scanning' ? 1 : 0)}>
      {pages.map(({ handle, verdicts }, index) => {
        const words = verdicts.map((verdict) => t(`scan.verdict.${verdict}`));
        const name = t('scan.page', { n: index + 1 });
        return (
          <li key={handle} className="page" data-doubt={verdicts.length > 0}>
            <PageImage handle={handle} label={[name, ...words].join(' · ')} />
            <div className="page__about">
              <strong>{name}</strong>
              {words.length > 0 ? (
                words.map((word) => (
                  <Pill key={word} tone="amber">
                    {word}
                  </Pill>
                ))
              ) : (
                <Pill tone="leaf">{t('scan.verdict.good')}</Pill>
              )}
            </div>
            {state === 'ready' ? (
              <button
                type="button"
                className="page__drop"
                aria-label={t('scan.dropPage', { n: index + 1 })}
                onClick={() => dropPage(index)}
              >
                <Icon name="trash" size={40} />
                <span>{t('scan.drop')}</span>
              </button>
            ) : null}
          </li>
        );
      })}
      {state === 'scanning' ? (
        <li className="page page--coming" role="status">
          <span className="page__beam" aria-hidden="true" />
          <strong>{t('scan.page', { n: screen.page ?? pages.length + 1 })}</strong>
        </li>
      ) : null}
    </ol>
  );
};
