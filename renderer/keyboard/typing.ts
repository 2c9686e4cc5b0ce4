import { LONGEST_BUFFER } from './engine.ts';
import type { Board } from './layouts.ts';

/** What the letter keys remember: which board, which letters are not chosen yet, capitals. */
export type Typing = {
  readonly board: Board;
  /** Small letters and apostrophes that wait to become characters. */
  readonly buffer: string;
  readonly capitals: boolean;
  /** All candidates are shown in place of the keys. */
  readonly sheet: boolean;
};

export type TypingEvent =
  | { readonly kind: 'letter'; readonly letter: string }
  | { readonly kind: 'part' }
  | { readonly kind: 'erase' }
  | { readonly kind: 'chosen'; readonly letters: number }
  | { readonly kind: 'board'; readonly board: Board }
  | { readonly kind: 'capitals' }
  | { readonly kind: 'sheet' }
  | { readonly kind: 'clear' };

export const startTyping = (board: Board): Typing => ({ board, buffer: '', capitals: false, sheet: false });

const withBuffer = (typing: Typing, buffer: string): Typing => ({
  ...typing,
  buffer,
  sheet: typing.sheet && buffer !== '',
});

export const type = (typing: Typing, event: TypingEvent): Typing => {
  const { buffer } = typing;
  switch (event.kind) {
    case 'letter':
      return buffer.length < LONGEST_BUFFER ? withBuffer(typing, buffer + event.letter) : typing;
    case 'part':
      return buffer === '' || buffer.endsWith("'") ? typing : withBuffer(typing, `${buffer}'`);
    case 'erase':
      return withBuffer(typing, buffer.slice(0, -1));
    case 'chosen':
      return withBuffer(typing, buffer.slice(event.letters));
    case 'board':
      return startTyping(event.board);
    case 'capitals':
      return { ...typing, capitals: !typing.capitals };
    case 'sheet':
      return { ...typing, sheet: !typing.sheet && buffer !== '' };
    case 'clear':
      return { ...typing, buffer: '', sheet: false };
  }
};
