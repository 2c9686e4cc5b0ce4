/** Which keys a field wants. It stands on the input as `data-keys`. */
export type KeyKind =
  | 'text'
  | 'name'
  | 'latin'
  | 'code'
  | 'numeric'
  | 'phone'
  | 'idNumber'
  | 'date'
  | 'amount'
  | 'pin';

export type Target = HTMLInputElement | HTMLTextAreaElement;

const kinds: ReadonlySet<string> = new Set<KeyKind>([
  'text',
  'name',
  'latin',
  'code',
  'numeric',
  'phone',
  'idNumber',
  'date',
  'amount',
  'pin',
]);

const isKind = (kind: string | undefined): kind is KeyKind => kind !== undefined && kinds.has(kind);

export const isTarget = (element: Element | null): element is Target =>
  (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) &&
  element.dataset.keys !== undefined;

export const kindOf = ({ dataset }: Target): KeyKind => (isKind(dataset.keys) ? dataset.keys : 'text');

const tell = (input: Target, inputType: string, data: string | null): void => {
  input.dispatchEvent(new InputEvent('input', { bubbles: true, inputType, data }));
};

const selectionOf = (input: Target): { start: number; end: number } => {
  const start = input.selectionStart ?? input.value.length;
  return { start, end: input.selectionEnd ?? start };
};

/** Writes where the caret stands, in place of what is marked, as far as the field has room. */
export const insertText = (input: Target, text: string): void => {
  input.focus({ preventScroll: true });
  const { start, end } = selectionOf(input);
  const room = input.maxLength < 0 ? text.length : input.maxLength - (input.value.length - (end - start));
  const fitting = [...text].slice(0, Math.max(room, 0)).join('');
  if (fitting === '') return;
  input.setRangeText(fitting, start, end, 'end');
  tell(input, 'insertText', fitting);
};

/** Takes away what is marked, else the character before the caret. */
export const eraseBackward = (input: Target): void => {
  input.focus({ preventScroll: true });
  const { start, end } = selectionOf(input);
  if (start === 0 && end === 0) return;
  const before = [...input.value.slice(0, start)].at(-1)?.length ?? 0;
  input.setRangeText('', start === end ? start - before : start, end, 'end');
  tell(input, 'deleteContentBackward', null);
};

export const replaceAll = (input: Target, text: string): void => {
  input.focus({ preventScroll: true });
  input.setSelectionRange(0, input.value.length);
  if (text === '') eraseBackward(input);
  else insertText(input, text);
};
