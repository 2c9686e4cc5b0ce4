import { type CSSProperties, useEffect, useRef } from 'react';
import { HallHeader } from '../../components/hall-header.tsx';
import { Icon } from '../../components/icon.tsx';
import { journeyIcons } from '../../components/journeys.ts';
import { Notices } from '../../components/notices.tsx';
import { Phrases } from '../../components/phrases.tsx';
import { ReasonPill } from '../../components/reason.tsx';
import { useWaitWords } from '../../components/wait-words.tsx';
import { type ScreenProps, useActs, useWords } from '../../kiosk.tsx';
import { useCrowded } from './crowded.ts';

/** Nobody is here: hall, time, what works now. Wakes on a touch anywhere or any key. */
export const Screen = ({ screen }: ScreenProps<'attract'>) => {
  const { t } = useWords();
  const { wake } = useActs();
  const waitWords = useWaitWords();

  useEffect(() => {
    // On letting go, not on touching: the same touch must not land on what comes next.
    window.addEventListener('click', wake);
    window.addEventListener('keydown', wake);
    return () => {
      window.removeEventListener('click', wake);
      window.removeEventListener('keydown', wake);
    };
  }, [wake]);

  const main = useRef<HTMLDivElement>(null);
  useCrowded(main);

  const count = screen.choices.length;
  return (
    <main className="attract">
      <div className="attract__side">
        <HallHeader />
        <div className="attract__call">
          <h1 className="attract__title">
            <Phrases words={t('attract.title')} />
          </h1>
          <p className="attract__also" lang="mul">
            {t('attract.also')}
          </p>
          <span className="attract__touch" aria-hidden="true">
            <i />
            <i />
          </span>
        </div>
      </div>
      <div className="attract__main" ref={main}>
        <Notices notices={screen.notices} />
        <h2 className="section__title">{t('attract.canDo')}</h2>
        <ul className="attract__list" style={{ '--count': count } as CSSProperties}>
          {screen.choices.map(({ id, count: many, wait, unavailable }, index) => (
            <li
              key={id}
              className="attract__item"
              data-off={Boolean(unavailable)}
              style={{ '--index': index } as CSSProperties}
            >
              <Icon name={journeyIcons[id]} size={64} className="tile__icon" />
              <span className="choice__words">
                <span className="choice__title">{t(`journey.${id}.title`)}</span>
                {unavailable ? (
                  <ReasonPill reason={unavailable} />
                ) : (
                  <span className="choice__detail">
                    {(id === 'ticket' ? waitWords(many, wait) : null) ?? t(`journey.${id}.detail`)}
                  </span>
                )}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </main>
  );
};
