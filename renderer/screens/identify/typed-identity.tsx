import type { ScreenOf } from '../../../electron/contract/screens.ts';
import { TextField } from '../../components/field.tsx';
import { useActs, useWords } from '../../kiosk.tsx';

type Typed = NonNullable<ScreenOf<'identify'>['typed']>;

/** Name and number by hand, where the item allows it. */
export const TypedIdentity = ({ typed, withReader }: { typed: Typed; withReader: boolean }) => {
  const { t } = useWords();
  const { setField } = useActs();
  const error = (field: string): string | undefined => {
    const code = typed.errors[field];
    return code ? t(`errors.${code}`) : undefined;
  };
  return (
    <section className="section identify__typed" aria-label={t('identify.typed.or')}>
      {withReader ? <h2 className="section__title">{t('identify.typed.or')}</h2> : null}
      <div className="identify__fields">
        <TextField
          id="name"
          label={t('identify.typed.name')}
          value={typed.name}
          error={error('name')}
          maxLength={60}
          onChange={(value) => setField('name', value)}
        />
        <TextField
          id="idNumber"
          label={t('identify.typed.idNumber')}
          value={typed.idNumber}
          error={error('idNumber')}
          help={t('identify.typed.idNumberHelp')}
          keys="idNumber"
          maxLength={18}
          onChange={(value) => setField('idNumber', value)}
        />
      </div>
    </section>
  );
};
