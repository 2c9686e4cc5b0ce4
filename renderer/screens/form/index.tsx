import { useId, useState } from 'react';
import type { FieldValue } from '../../../electron/contract/field-value.ts';
import { TypingFrame } from '../../keyboard/typing-frame.tsx';
import { type ScreenProps, useActs, useWords } from '../../kiosk.tsx';
import { isTyped } from './field-text.ts';
import { FieldView } from './field-view.tsx';
import { type Values, visibleFields } from './visible.ts';
import './form.css';

/** One question, or one small group. What is known stands there already and can be typed over. */
export const Screen = ({ screen }: ScreenProps<'form'>) => {
  const { t, text } = useWords();
  const { setField } = useActs();
  const [edits, setEdits] = useState<Values>({});
  const pageId = useId();
  const { page, errors, sources } = screen;
  const values: Values = { ...screen.values, ...edits };
  const fields = visibleFields(page.fields, values);
  const title = text(page.title);
  const firstTyped = fields[0] && isTyped(fields[0].kind) && fields.length === 1 ? fields[0].id : undefined;

  const change = (id: string, value: FieldValue | null): void => {
    setEdits((before) => ({ ...before, [id]: value ?? '' }));
    setField(id, value);
  };
  return (
    <TypingFrame title={title} lead={t('form.lead')} main={{ action: 'next', label: t('action.next') }}>
      <div className="questions" id={pageId} data-count={fields.length}>
        {fields.map((field) => (
          <FieldView
            key={field.id}
            field={field}
            value={values[field.id]}
            error={errors[field.id]}
            source={edits[field.id] === undefined ? sources[field.id] : undefined}
            alone={fields.length === 1 && text(field.label) === title}
            autoFocus={field.id === firstTyped}
            onChange={(value) => change(field.id, value)}
          />
        ))}
      </div>
    </TypingFrame>
  );
};
