import type { ReactNode } from 'react';
import type { ScreenOf } from '../../../electron/contract/screens.ts';
import { Pill } from '../../components/cards.tsx';
import { DevicePicture, type SlotState } from '../../components/device-picture.tsx';
import { Icon } from '../../components/icon.tsx';
import { useWaitWords } from '../../components/wait-words.tsx';
import { useSnapshot, useWords } from '../../kiosk.tsx';
import { dayText } from '../../use-clock.ts';
import { useWide } from '../../use-wide.ts';

type Matter = ScreenOf<'finish'>['matter'];
type Of<K extends Matter['kind']> = Extract<Matter, { kind: K }>;

type Children = { children: ReactNode };

/** The main thing first; slip, sheets and rating (`children`) beside it where there is room. */
export const MatterView = ({ matter, children }: { matter: Matter } & Children): ReactNode => {
  switch (matter.kind) {
    case 'ticket':
      return <Ticket matter={matter}>{children}</Ticket>;
    case 'application':
      return <Application matter={matter}>{children}</Application>;
    case 'document':
      return <Document matter={matter}>{children}</Document>;
    case 'supplement':
    case 'report':
      return (
        <Two first={matter.receiptNumber ? <Numbers rows={[['receipt', matter.receiptNumber]]} /> : <Done />}>
          {children}
        </Two>
      );
  }
};

const Two = ({ first, children }: { first: ReactNode } & Children) => (
  <div className="split">
    <div className="split__rest">{first}</div>
    <div className="split__rest">{children}</div>
  </div>
);

const Done = () => (
  <span className="big-mark big-mark--done" aria-hidden="true">
    <Icon name="check" size={200} />
  </span>
);

const slipStates: Record<Of<'ticket'>['slip'], SlotState> = {
  printed: 'taking',
  unknown: 'taking',
  'not-printed': 'trouble',
  none: 'done',
};

const Slip = ({ slip }: { slip: Of<'ticket'>['slip'] }) => {
  const { t } = useWords();
  if (slip === 'none') return null;
  return (
    <DevicePicture slot="ticket-slot" state={slipStates[slip]} compact>
      {t(`finish.slip.${slip}`)}
    </DevicePicture>
  );
};

const Ticket = ({ matter, children }: { matter: Of<'ticket'> } & Children) => {
  const { t, text } = useWords();
  const wait = useWaitWords()(matter.waiting, matter.wait);
  return (
    <Two
      first={
        <div className="card number">
          <span className="number__label">{t('finish.number')}</span>
          <strong className="number__value">{matter.number}</strong>
          <span className="number__queue">{text(matter.queue)}</span>
          {wait ? <span className="number__wait">{wait}</span> : null}
        </div>
      }
    >
      <Slip slip={matter.slip} />
      {children}
    </Two>
  );
};

type Row = readonly [label: 'receipt' | 'localCode' | 'promisedBy' | 'item', value: string];

const Numbers = ({ rows, state }: { rows: Row[]; state?: 'saved' | 'received' }) => {
  const { t } = useWords();
  return (
    <dl className="card numbers">
      {state ? (
        <div>
          <dt className="unseen">{t('finish.stateLabel')}</dt>
          <dd>
            <Pill tone={state === 'received' ? 'leaf' : 'lake'}>{t(`finish.state.${state}`)}</Pill>
          </dd>
        </div>
      ) : null}
      {rows.map(([label, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of several matters have the same labels and never move
        <div key={index} data-row={label}>
          <dt>{t(`finish.${label}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};

const Application = ({ matter, children }: { matter: Of<'application'> } & Children) => {
  const { t, text } = useWords();
  const { timezone, settings } = useSnapshot();
  const day = (date: string): string => dayText(date, timezone, settings.language);
  const rows = matter.records.flatMap(({ name, receiptNumber, localCode, promisedBy }): Row[] => [
    ['item', text(name)],
    receiptNumber ? ['receipt', receiptNumber] : ['localCode', localCode],
    ...(promisedBy ? [['promisedBy', day(promisedBy)] as const] : []),
  ]);
  return (
    <Two
      first={
        <>
          <Numbers rows={rows} state={matter.state} />
          {matter.deferred.length > 0 ? (
            <section className="card needs">
              <h2 className="needs__title">{t('finish.deferred')}</h2>
              <ul>
                {matter.deferred.map(({ name, until }) => (
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
          ) : null}
        </>
      }
    >
      <Slip slip={matter.slip} />
      {children}
    </Two>
  );
};

const Document = ({ matter, children }: { matter: Of<'document'> } & Children) => {
  const { t } = useWords();
  const wide = useWide();
  const { asked, taken, spoiled, unknown } = matter.sheets;
  const counts = [
    ['taken', taken],
    ['spoiled', spoiled],
    ['unknown', unknown],
  ] as const;
  return (
    <Two
      first={
        <DevicePicture slot="paper-tray" state="taking" compact={!wide}>
          <strong>{matter.title}</strong>
        </DevicePicture>
      }
    >
      <ul className="sheets">
        {counts
          .filter(([key, count]) => key === 'taken' || count > 0)
          .map(([key, count]) => (
            <li key={key} className="card" data-kind={key}>
              <strong>{t(`finish.sheets.${key}`, { count })}</strong>
              {key === 'taken' ? <span>{t('finish.sheets.asked', { count: asked })}</span> : null}
            </li>
          ))}
      </ul>
      {children}
    </Two>
  );
};
