import type { ReactNode } from 'react';
import { Key } from './key.tsx';
import { type Board, rowsOf } from './layouts.ts';

type KeyRowsProps = {
  board: Board;
  /** Chinese marks among the signs. */
  chinese: boolean;
  capitals: boolean;
  write: (text: string) => void;
  /** The keys at both ends of the last row. */
  children: { left: ReactNode; right: ReactNode };
};

/** Rows of letters or signs. */
export const KeyRows = ({ board, chinese, capitals, write, children }: KeyRowsProps) => {
  const { extra, rows } = rowsOf(board, chinese);
  const shown = (one: string): string => (capitals && board === 'latin' ? one.toUpperCase() : one);
  return (
    <div className="rows">
      {extra ? (
        <div className="rows__row rows__row--extra">
          {[...extra].map((one) => (
            <Key key={one} onKey={() => write(one)}>
              {one}
            </Key>
          ))}
        </div>
      ) : null}
      {rows.map((row, index) => (
        <div className="rows__row" key={row} data-count={row.length}>
          {index === 2 ? children.left : null}
          {[...row].map((one) => (
            <Key key={one} onKey={() => write(shown(one))}>
              {shown(one)}
            </Key>
          ))}
          {index === 2 ? children.right : null}
        </div>
      ))}
    </div>
  );
};
