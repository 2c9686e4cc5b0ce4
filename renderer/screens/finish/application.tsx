import { Button } from '../../components/button.tsx';
import { Pill } from '../../components/cards.tsx';
import { DevicePicture } from '../../components/device-picture.tsx';
import { Icon } from '../../components/icon.tsx';
import { useSnapshot, useWords } from '../../kiosk.tsx';
import { dayText } from '../../use-clock.ts';
import { type Children, Numbers, type Of, Slip, stateTones, Two } from './parts.tsx';

type Matter = Of<'application'>;

const useDay = (): ((date: string) => string) => {
  const { timezone, settings } = useSnapshot();
  return (date) => dayText(date, timezone, settings.language);
};

/** What was handed in: its number and date, the sheet if wished, what is still to come. */
export const Application = ({ matter, children }: { matter: Matter } & Children) => (
  <Two
    first={
      <>
        {matter.records.length === 1 ? <One matter={matter} /> : <Several matter={matter} />}
        <Notice matter={matter} />
        <Deferred deferred={matter.deferred} />
      </>
    }
  >
    <Slip slip={matter.slip} />
    {children}
  </Two>
);

const One = ({ matter: { records, state } }: { matter: Matter }) => {
  const { text } = useWords();
  const day = useDay();
  const [record] = records;
  if (record === undefined) return null;
  const { name, receiptNumber, localCode, promisedBy } = record;
  return (
    <Numbers
      state={state}
      rows={[
        ['item', text(name)],
        receiptNumber ? ['receipt', receiptNumber] : ['localCode', localCode],
        ...(promisedBy ? [['promisedBy', day(promisedBy)] as const] : []),
      ]}
    />
  );
};

/** A bundle: every matter with its own number and date, and how far it has come where not all have come equally far. */
const Several = ({ matter: { records, state } }: { matter: Matter }) => {
  const { t, text } = useWords();
  const day = useDay();
  const mixed = records.some((record) => record.state !== state);
  return (
    <section className="card needs">
      <h2 className="needs__title">
        {mixed ? t('finish.stateLabel') : <Pill tone={stateTones[state]}>{t(`finish.state.${state}`)}</Pill>}
      </h2>
      <ul>
        {records.map(({ name, state: its, receiptNumber, localCode, promisedBy }) => (
          <li className="need" key={localCode}>
            <span className="need__icon">
              <Icon name={receiptNumber ? 'check' : 'clock'} size={44} />
            </span>
            <span className="need__words">
              <span className="need__name">{text(name)}</span>
              <span className="finish__number">
                {t(receiptNumber ? 'finish.receipt' : 'finish.localCode')}{' '}
                <strong>{receiptNumber ?? localCode}</strong>
              </span>
              {promisedBy ? (
                <span className="need__how">
                  {t('finish.promisedBy')} {day(promisedBy)}
                </span>
              ) : null}
              {mixed ? (
                <span>
                  <Pill tone={stateTones[its]}>{t(`finish.state.${its}`)}</Pill>
                </span>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** 受理通知书 on A4, if wished: called a notice of acceptance only when it has been accepted. */
const Notice = ({ matter: { notice, state } }: { matter: Matter }) => {
  const { t } = useWords();
  if (notice === undefined) return null;
  if (notice.printed)
    return (
      <DevicePicture slot="paper-tray" state="taking" compact>
        {t('finish.noticePrinted')}
      </DevicePicture>
    );
  return (
    <Button action="print" icon="print" unavailable={notice.unavailable}>
      {t(state === 'received' ? 'finish.notice' : 'finish.noticeSaved')}
    </Button>
  );
};

const Deferred = ({ deferred }: Pick<Matter, 'deferred'>) => {
  const { t, text } = useWords();
  const day = useDay();
  if (deferred.length === 0) return null;
  return (
    <section className="card needs">
      <h2 className="needs__title">{t('finish.deferred')}</h2>
      <ul>
        {deferred.map(({ name, until }) => (
          <li className="need" key={text(name)}>
            <span className="need__icon">
              <Icon name="clock" size={44} />
            </span>
            <span className="need__words">
              <span className="need__name">{text(name)}</span>
              <span className="need__how">{t('finish.deferredUntil', { date: day(until) })}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};
