import { type FormEvent, useState } from 'react';
import { Pad } from '../../keyboard/pad.tsx';
import { type ScreenProps, useDoor, useWords } from '../../kiosk.tsx';
import '../../keyboard/keyboard.css';
import { StaffHead } from '../staff-head.tsx';
import '../operator.css';

const LONGEST_PIN = 12;

/** A name and a PIN. The digits are never shown, and forgotten as soon as they are sent. */
export const Screen = ({ screen }: ScreenProps<'staff-login'>) => {
  const { t } = useWords();
  const door = useDoor();
  const { people, error, checking } = screen;
  const [chosen, setChosen] = useState<string | undefined>(people.length === 1 ? people[0]?.id : undefined);
  const [pin, setPin] = useState('');
  const [input, setInput] = useState<HTMLInputElement | null>(null);
  const ready = chosen !== undefined && pin.length > 0 && !checking;

  const login = (event?: FormEvent): void => {
    event?.preventDefault();
    if (!ready || chosen === undefined) return;
    door.intend({ kind: 'staff-login', staffId: chosen, pin });
    setPin('');
  };
  const words = checking
    ? t('staffLogin.checking')
    : error && pin === ''
      ? t(`staffLogin.error.${error}`)
      : t('staffLogin.digits', { n: pin.length });
  return (
    <div className="operator">
      <StaffHead title={t('staffLogin.title')} leave={t('staffLogin.back')} />
      <main className="operator__main login">
        <fieldset className="login__people" data-field="staff">
          <legend>{t('staffLogin.who')}</legend>
          {people.length === 0 ? <p className="operator__warning">{t('staffLogin.nobody')}</p> : null}
          {people.map(({ id, name, role }) => (
            <button
              type="button"
              key={id}
              className="login__person"
              data-choice={id}
              aria-pressed={id === chosen}
              onClick={() => {
                setChosen(id);
                input?.focus();
              }}
            >
              <strong>{name}</strong>
              <span>{t(`staff.role.${role}`)}</span>
            </button>
          ))}
        </fieldset>
        <form className="login__pin" onSubmit={login}>
          <label htmlFor="pin">{t('staffLogin.pin')}</label>
          <input
            id="pin"
            ref={setInput}
            data-field="pin"
            data-keys="pin"
            type="password"
            inputMode="none"
            autoComplete="off"
            maxLength={LONGEST_PIN}
            value={pin}
            aria-describedby="pin-about"
            onChange={({ target }) => setPin(target.value.replaceAll(/\D/g, ''))}
          />
          <p id="pin-about" className={error && pin === '' ? 'operator__warning' : ''} role="status">
            {words}
          </p>
          {input ? (
            // biome-ignore lint/a11y/noStaticElementInteractions: keeps the focus in the field, does nothing else
            <div className="keyboard login__pad" onMouseDown={(event) => event.preventDefault()}>
              <Pad target={input} kind="pin">
                <button
                  type="submit"
                  className="key key--main"
                  data-action="confirm"
                  aria-disabled={!ready || undefined}
                >
                  {t('staffLogin.enter')}
                </button>
              </Pad>
            </div>
          ) : null}
        </form>
      </main>
    </div>
  );
};
