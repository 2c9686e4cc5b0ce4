import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { KeyKind } from '../keyboard/target.ts';
import { Icon, type IconName } from './icon.tsx';

export type TextFieldProps = {
  /** data-field */
  id: string;
  label: string;
  /** What the core holds. While the person types, what stands in the field is theirs. */
  value: string;
  /** At each change. */
  onChange: (value: string) => void;
  /** In words, beside the field. */
  error?: string | undefined;
  help?: ReactNode;
  placeholder?: string;
  icon?: IconName;
  /** Which of our keys the field opens. */
  keys?: KeyKind;
  /** What is kept of what was typed at the end of the field. */
  format?: (typed: string) => string;
  /** Shows dots. */
  secret?: boolean;
  maxLength?: number;
  /** Several lines. */
  rows?: number;
  hideLabel?: boolean;
  autoFocus?: boolean;
  onFocus?: () => void;
};

/** One input with its label, its error and its source. Typing is local while focused; each change is told. */
export const TextField = (props: TextFieldProps) => {
  const { id, label, value, onChange, error, help, placeholder, icon, rows, hideLabel } = props;
  const inputId = useId();
  const [typed, setTyped] = useState(value);
  const focused = useRef(false);
  useEffect(() => {
    if (!focused.current) setTyped(value);
  }, [value]);

  const shared = {
    id: inputId,
    'data-field': id,
    'data-keys': props.keys ?? 'text',
    'data-autofocus': props.autoFocus ? '' : undefined,
    className: 'field__input',
    value: typed,
    placeholder,
    maxLength: props.maxLength ?? 400,
    autoComplete: 'off',
    inputMode: 'none' as const,
    autoCorrect: 'off',
    spellCheck: false,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': error || help ? `${inputId}-about` : undefined,
    onFocus: () => {
      focused.current = true;
      props.onFocus?.();
    },
    onBlur: () => {
      focused.current = false;
    },
    onChange: ({ target }: { target: HTMLInputElement | HTMLTextAreaElement }) => {
      const atEnd = target.selectionEnd === target.value.length;
      const kept = props.format && atEnd ? props.format(target.value) : target.value;
      setTyped(kept);
      onChange(kept);
    },
  };
  return (
    <div className="field" data-error={Boolean(error)}>
      <label className={hideLabel ? 'unseen' : 'field__label'} htmlFor={inputId}>
        {label}
      </label>
      <div className="field__box">
        {icon ? <Icon name={icon} size={48} className="field__icon" /> : null}
        {rows ? (
          <textarea rows={rows} {...shared} />
        ) : (
          <input type={props.secret ? 'password' : 'text'} {...shared} />
        )}
      </div>
      {error || help ? (
        <div className="field__about" id={`${inputId}-about`}>
          {error ? (
            <span className="field__error" role="alert">
              {error}
            </span>
          ) : (
            help
          )}
        </div>
      ) : null}
    </div>
  );
};
