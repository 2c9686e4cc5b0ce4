import type { ReactNode } from 'react';
import type { ScreenOf } from '../../../electron/contract/screens.ts';
import { Pill } from '../../components/cards.tsx';
import { DevicePicture, type SlotState } from '../../components/device-picture.tsx';
import { useWords } from '../../kiosk.tsx';

/** What the ends of different matters have in common. */

export type Matter = ScreenOf<'finish'>['matter'];
export type Of<K extends Matter['kind']> = Extract<Matter, { kind: K }>;

export type Children = { children: ReactNode };

export const Two = ({ first, children }: { first: ReactNode } & Children) => (
  <div className="split">
    <div className="split__rest">{first}</div>
    <div className="split__rest">{children}</div>
  </div>
);

const slipStates: Record<Of<'ticket'>['slip'], SlotState> = {
  printed: 'taking',
  unknown: 'taking',
  'not-printed': 'trouble',
  none: 'done',
};

export const Slip = ({ slip }: { slip: Of<'ticket'>['slip'] }) => {
  const { t } = useWords();
  if (slip === 'none') return null;
  return (
    <DevicePicture slot="ticket-slot" state={slipStates[slip]} compact>
      {t(`finish.slip.${slip}`)}
    </DevicePicture>
  );
};

export type Row = readonly [label: 'receipt' | 'localCode' | 'promisedBy' | 'item', value: string];

/** Of the sentence that says how far it has come. */
export const stateTones = { saved: 'lake', received: 'leaf', held: 'amber' } as const;

export const Numbers = ({ rows, state }: { rows: Row[]; state?: Of<'application'>['state'] }) => {
  const { t } = useWords();
  return (
    <dl className="card numbers">
      {state ? (
        <div>
          <dt className="unseen">{t('finish.stateLabel')}</dt>
          <dd>
            <Pill tone={stateTones[state]}>{t(`finish.state.${state}`)}</Pill>
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
