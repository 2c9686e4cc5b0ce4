import type { ReactNode } from 'react';
import { DevicePicture } from '../../components/device-picture.tsx';
import { Icon } from '../../components/icon.tsx';
import { useWaitWords } from '../../components/wait-words.tsx';
import { useWords } from '../../kiosk.tsx';
import { useWide } from '../../use-wide.ts';
import { Application } from './application.tsx';
import { type Children, type Matter, Numbers, type Of, Slip, Two } from './parts.tsx';

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

const Done = () => (
  <span className="big-mark big-mark--done" aria-hidden="true">
    <Icon name="check" size={200} />
  </span>
);

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
              {key === 'taken' ? <span>{t('finish.sheets.asked', { count: asked - spoiled })}</span> : null}
            </li>
          ))}
      </ul>
      {children}
    </Two>
  );
};
