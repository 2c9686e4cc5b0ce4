import { useEffect, useMemo, useReducer } from 'react';
import type { FrameAction } from '../components/frame.tsx';
import { useWords } from '../kiosk.tsx';
import { CandidateBar, CandidateSheet } from './candidate-bar.tsx';
import type { Candidate, Reading } from './engine.ts';
import { Glyph } from './glyph.tsx';
import { Key } from './key.tsx';
import { KeyRows } from './key-rows.tsx';
import { type Board, boardsFor } from './layouts.ts';
import { MainKey } from './main-key.tsx';
import { eraseBackward, insertText, type KeyKind, type Target } from './target.ts';
import { startTyping, type } from './typing.ts';
import { useEngine } from './use-engine.ts';

type LetterBoardProps = {
  target: Target;
  kind: KeyKind;
  language: string;
  main: FrameAction | undefined;
  close: () => void;
};

const NOTHING: Reading = { candidates: [], syllables: [] };

/** Pinyin, English and signs. */
export const LetterBoard = ({ target, kind, language, main, close }: LetterBoardProps) => {
  const { t } = useWords();
  const engine = useEngine();
  const boards = boardsFor(kind, language);
  const [typing, tell] = useReducer(type, startTyping(boards[0] ?? 'latin'));
  const { board, buffer, capitals, sheet } = typing;
  const purpose = kind === 'name' ? 'name' : 'text';

  // Letters that wait belong to the field they were typed for; a plugged-in keyboard writes past them.
  useEffect(() => {
    const typed = ({ isTrusted }: Event): void => (isTrusted ? tell({ kind: 'clear' }) : undefined);
    target.addEventListener('input', typed);
    return () => {
      target.removeEventListener('input', typed);
      tell({ kind: 'clear' });
    };
  }, [target]);

  const reading = useMemo(
    () => (engine && buffer ? engine.read(buffer, purpose, (target.selectionStart ?? 0) === 0) : NOTHING),
    [engine, buffer, purpose, target],
  );
  const choose = (candidate: Candidate): void => {
    insertText(target, candidate.text);
    tell({ kind: 'chosen', letters: candidate.letters });
  };
  const [first] = reading.candidates;
  const chooseFirst = first ? () => choose(first) : undefined;
  const write = (text: string): void => {
    if (board === 'pinyin' && /^[a-z]$/.test(text)) return tell({ kind: 'letter', letter: text });
    insertText(target, text);
  };
  const erase = (): void => (buffer ? tell({ kind: 'erase' }) : eraseBackward(target));

  return (
    <div className="letters" data-board={board}>
      <div className="letters__head">
        <div className="letters__boards" role="tablist" aria-label={t('keyboard.boards')}>
          {boards.map((one: Board) => (
            <button
              type="button"
              tabIndex={-1}
              key={one}
              role="tab"
              aria-selected={one === board}
              className="letters__board"
              onClick={() => tell({ kind: 'board', board: one })}
            >
              {t(`keyboard.board.${one}`)}
            </button>
          ))}
        </div>
        {board === 'pinyin' ? (
          <CandidateBar
            reading={reading}
            choose={choose}
            open={sheet}
            toggle={() => tell({ kind: 'sheet' })}
          />
        ) : null}
        <button
          type="button"
          tabIndex={-1}
          className="letters__hide"
          aria-label={t('keyboard.hide')}
          onClick={close}
        >
          <Glyph name="hide" size={44} />
        </button>
      </div>
      {sheet ? (
        <CandidateSheet reading={reading} choose={choose} />
      ) : (
        <KeyRows board={board} chinese={boards[0] === 'pinyin'} capitals={capitals} write={write}>
          {{
            left:
              board === 'pinyin' ? (
                <Key onKey={() => tell({ kind: 'part' })} look="tool" className="key--words">
                  {t('keyboard.part')}
                </Key>
              ) : board === 'latin' ? (
                <Key
                  onKey={() => tell({ kind: 'capitals' })}
                  look="tool"
                  pressed={capitals}
                  label={t('keyboard.capitals')}
                >
                  <Glyph name="shift" />
                </Key>
              ) : null,
            right: (
              <Key onKey={erase} look="tool" repeats label={t('keyboard.delete')}>
                <Glyph name="erase" size={56} />
              </Key>
            ),
          }}
        </KeyRows>
      )}
      <div className="letters__last">
        <Key onKey={() => write(board === 'pinyin' ? '，' : ',')} look="tool">
          {board === 'pinyin' ? '，' : ','}
        </Key>
        <Key onKey={() => write(board === 'pinyin' ? '。' : '.')} look="tool">
          {board === 'pinyin' ? '。' : '.'}
        </Key>
        <Key
          onKey={() => (chooseFirst ? chooseFirst() : insertText(target, ' '))}
          className="key--space key--words"
        >
          {t('keyboard.space')}
        </Key>
        <MainKey main={main} accept={chooseFirst} close={close} />
      </div>
    </div>
  );
};
