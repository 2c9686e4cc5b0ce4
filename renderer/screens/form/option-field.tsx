import type { ReactNode } from 'react';
import type { Field } from '../../../electron/contract/catalogue.ts';
import type { FieldValue } from '../../../electron/contract/field-value.ts';
import { ChoiceCard } from '../../components/cards.tsx';
import { useWords } from '../../kiosk.tsx';

export type GroupProps = {
  field: Field;
  label: string;
  hideLabel: boolean;
  error: string | undefined;
  about: ReactNode;
  onChange: (value: FieldValue | null) => void;
};

/** What is chosen, not typed: one option, several, or yes and no. */
export const OptionField = ({ field, label, hideLabel, error, about, value, onChange }: OptionFieldProps) => {
  const { t, text } = useWords();
  const options =
    field.kind === 'yesNo'
      ? [
          { id: 'yes', label: t('form.yes') },
          { id: 'no', label: t('form.no') },
        ]
      : (field.options ?? []).map((option) => ({ id: option.id, label: text(option.label) }));
  const chosen = chosenIds(field, value);
  return (
    <fieldset className="options" data-field={field.id} data-error={Boolean(error)}>
      <legend className={hideLabel ? 'unseen' : 'field__label'}>{label}</legend>
      <div className="options__list" data-kind={field.kind} data-count={options.length}>
        {options.map(({ id, label: words }) => (
          <ChoiceCard
            key={id}
            choice={id}
            title={words}
            selected={chosen.includes(id)}
            onPress={() => onChange(touched(field, chosen, id))}
          />
        ))}
      </div>
      <div className="field__about">
        {error ? (
          <span className="field__error" role="alert">
            {error}
          </span>
        ) : (
          about
        )}
      </div>
    </fieldset>
  );
};

type OptionFieldProps = GroupProps & { value: FieldValue | undefined };

const chosenIds = (field: Field, value: FieldValue | undefined): readonly string[] => {
  if (field.kind === 'yesNo') return typeof value === 'boolean' ? [value ? 'yes' : 'no'] : [];
  if (Array.isArray(value)) return value;
  return typeof value === 'string' && value !== '' ? [value] : [];
};

/** The value after a touch on an option; touching a chosen one of several takes it back. */
const touched = (field: Field, chosen: readonly string[], id: string): FieldValue => {
  if (field.kind === 'yesNo') return id === 'yes';
  if (field.kind === 'choice') return id;
  return chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id];
};
