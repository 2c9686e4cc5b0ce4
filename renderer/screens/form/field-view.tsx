import type { Field } from '../../../electron/contract/catalogue.ts';
import type { FieldValue } from '../../../electron/contract/field-value.ts';
import { Pill } from '../../components/cards.tsx';
import { TextField } from '../../components/field.tsx';
import { formatTyped, hintFor } from '../../keyboard/formats.ts';
import { useSnapshot, useWords } from '../../kiosk.tsx';
import { AddressSuggestions } from './address-chips.tsx';
import { isTyped, keysFor, lengthFor, textOf, typedValue } from './field-text.ts';
import { OptionField } from './option-field.tsx';
import { SignatureField } from './signature-field.tsx';

export type FieldViewProps = {
  field: Field;
  value: FieldValue | undefined;
  /** Error code of the core. */
  error: string | undefined;
  /** Where a value that nobody has typed comes from. */
  source: 'profile' | 'business' | 'card' | undefined;
  /** The screen's title is this question already. */
  alone: boolean;
  autoFocus: boolean;
  onChange: (value: FieldValue | null) => void;
};

/** One field of any kind with its label, its source or its error. */
export const FieldView = (props: FieldViewProps) => {
  const { field, value, alone, autoFocus, onChange } = props;
  const label = useLabel(field);
  const error = useErrorText(props);
  const about = <About {...props} />;
  const shared = { field, label, hideLabel: alone, error, about };

  if (field.kind === 'signature') {
    return <SignatureField {...shared} value={textOf(value)} onChange={onChange} />;
  }
  if (!isTyped(field.kind)) return <OptionField {...shared} value={value} onChange={onChange} />;

  const { kind } = field;
  const keys = keysFor(kind);
  return (
    <div className="question">
      <TextField
        id={field.id}
        label={label}
        hideLabel={alone}
        value={textOf(value)}
        onChange={(typed) => onChange(typedValue(kind, typed))}
        keys={keys}
        format={(typed) => formatTyped(keys, typed)}
        maxLength={lengthFor(kind)}
        autoFocus={autoFocus}
        error={error}
        help={about}
      />
      {kind === 'address' ? <AddressSuggestions field={field.id} value={textOf(value)} /> : null}
    </div>
  );
};

const useLabel = ({ label, required }: Field): string => {
  const { t, text } = useWords();
  return required ? text(label) : t('form.optional', { label: text(label) });
};

const useErrorText = ({ error, field }: FieldViewProps): string | undefined => {
  const { t } = useWords();
  if (!error) return undefined;
  const words = { min: field.min ?? '', max: field.max ?? '' };
  return t(`errors.${error}`, { ...words, defaultValue: t('errors.other') });
};

/** Under a field: where its value comes from, what the typing means so far, or the catalogue's help. */
const About = ({ field, value, source }: FieldViewProps) => {
  const { t, text } = useWords();
  const { settings } = useSnapshot();
  if (source) {
    return (
      <span className="source">
        <Pill tone="leaf">{t(`form.source.${source}`)}</Pill>
        <span>{t('form.editable')}</span>
      </span>
    );
  }
  const hint = isTyped(field.kind) ? hintFor(keysFor(field.kind), textOf(value), settings.language) : null;
  const help = field.help ? text(field.help) : '';
  const words = hint ? ('text' in hint ? hint.text : t(hint.key, hint.params)) : '';
  return <span>{[words, help].filter(Boolean).join(' · ')}</span>;
};
