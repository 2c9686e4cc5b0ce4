import { useEffect, useRef } from 'react';
import { useWords } from '../kiosk.tsx';
import type { Candidate, Reading } from './engine.ts';
import { Glyph } from './glyph.tsx';

type CandidatesProps = { reading: Reading; choose: (candidate: Candidate) => void };
type BarProps = CandidatesProps & { open: boolean; toggle: () => void };

const stillOr = (smooth: ScrollBehavior): ScrollBehavior =>
  matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : smooth;

/** The likeliest first, in one line that a finger can push; the arrow opens all of them. */
export const CandidateBar = ({ reading, choose, open, toggle }: BarProps) => {
  const { t } = useWords();
  const line = useRef<HTMLDivElement>(null);
  const { candidates, syllables } = reading;
  // biome-ignore lint/correctness/useExhaustiveDependencies: other candidates begin at the left
  useEffect(() => {
    line.current?.scrollTo({ left: 0 });
  }, [reading]);
  return (
    <div className="candidates" data-empty={candidates.length === 0}>
      {candidates.length === 0 ? (
        <span className="candidates__idle">{t('keyboard.idle')}</span>
      ) : (
        <div
          className="candidates__line"
          ref={line}
          role="listbox"
          tabIndex={-1}
          aria-label={t('keyboard.candidates')}
        >
          {candidates.slice(0, 40).map((candidate, index) => (
            <CandidateButton key={candidate.text} candidate={candidate} first={index === 0} choose={choose} />
          ))}
        </div>
      )}
      {syllables.length > 0 ? (
        <>
          <span className="candidates__typed">{syllables.join(' ')}</span>
          <button
            type="button"
            tabIndex={-1}
            className="candidates__more"
            aria-expanded={open}
            aria-label={t(open ? 'keyboard.fewer' : 'keyboard.more')}
            onClick={toggle}
          >
            <Glyph name={open ? 'less' : 'more'} size={40} />
          </button>
        </>
      ) : null}
    </div>
  );
};

/** All candidates in place of the keys, turned page by page. */
export const CandidateSheet = ({ reading, choose }: CandidatesProps) => {
  const { t } = useWords();
  const sheet = useRef<HTMLDivElement>(null);
  const turn = (direction: 1 | -1) => (): void => {
    const box = sheet.current;
    box?.scrollBy({ top: direction * box.clientHeight, behavior: stillOr('smooth') });
  };
  return (
    <div className="sheet">
      <div className="sheet__all" ref={sheet} role="listbox" aria-label={t('keyboard.candidates')}>
        {reading.candidates.map((candidate, index) => (
          <CandidateButton key={candidate.text} candidate={candidate} first={index === 0} choose={choose} />
        ))}
      </div>
      <div className="sheet__turn">
        <button type="button" tabIndex={-1} className="key" data-look="tool" onClick={turn(-1)}>
          {t('keyboard.previous')}
        </button>
        <button type="button" tabIndex={-1} className="key" data-look="tool" onClick={turn(1)}>
          {t('keyboard.following')}
        </button>
      </div>
    </div>
  );
};

type CandidateButtonProps = { candidate: Candidate; first: boolean; choose: (candidate: Candidate) => void };

const CandidateButton = ({ candidate, first, choose }: CandidateButtonProps) => (
  <button
    type="button"
    tabIndex={-1}
    role="option"
    aria-selected={first}
    className="candidate"
    onClick={() => choose(candidate)}
  >
    {candidate.text}
  </button>
);
