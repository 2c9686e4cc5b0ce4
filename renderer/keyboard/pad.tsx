import type { ReactNode } from 'react';
import { useWords } from '../kiosk.tsx';
import { Glyph } from './glyph.tsx';
import { Key } from './key.tsx';
import { padExtra, padRows } from './layouts.ts';
import { eraseBackward, insertText, type KeyKind, replaceAll, type Target } from './target.ts';
import './pad.css';

type PadProps = {
  target: Target;
  kind: KeyKind;
  /** The largest key. */
  children: ReactNode;
};

/** Digits, large: ID numbers (with X), telephones, dates, amounts, PINs. */
export const Pad = ({ target, kind, children }: PadProps) => {
  const { t } = useWords();
  const extra = padExtra[kind];
  const write = (text: string) => () => insertText(target, text);
  return (
    <div className="pad">
      <div className="pad__digits">
        {padRows.flatMap((row) =>
          [...row].map((digit) => (
            <Key key={digit} onKey={write(digit)}>
              {digit}
            </Key>
          )),
        )}
        {extra ? (
          <Key onKey={write(extra)} look="tool">
            {extra}
          </Key>
        ) : (
          <span />
        )}
        <Key onKey={write('0')}>0</Key>
        <Key onKey={() => replaceAll(target, '')} look="tool" className="key--words">
          {t('keyboard.clear')}
        </Key>
      </div>
      <div className="pad__tools">
        <Key onKey={() => eraseBackward(target)} look="tool" repeats label={t('keyboard.delete')}>
          <Glyph name="erase" size={56} />
        </Key>
        {children}
      </div>
    </div>
  );
};
