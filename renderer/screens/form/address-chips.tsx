import { isTarget, replaceAll } from '../../keyboard/target.ts';
import { useWords } from '../../kiosk.tsx';
import { suggestAddress } from './address-suggestions.ts';

/** Districts, then their streets, beside an address: a touch writes them into the field. */
export const AddressSuggestions = ({ field, value }: { field: string; value: string }) => {
  const { t } = useWords();
  const suggestions = suggestAddress(value);
  if (suggestions.length === 0) return null;
  const take = (text: string): void => {
    const input = document.querySelector(`[data-field="${CSS.escape(field)}"]`);
    if (isTarget(input)) replaceAll(input, text);
  };
  return (
    <fieldset className="places" onMouseDown={(event) => event.preventDefault()}>
      <legend className="section__title">{t('form.places')}</legend>
      <div className="places__list" data-many={suggestions.length > 8}>
        {suggestions.map(({ label, value: text }) => (
          <button type="button" key={label} className="chip" onClick={() => take(text)}>
            {label}
          </button>
        ))}
      </div>
    </fieldset>
  );
};
