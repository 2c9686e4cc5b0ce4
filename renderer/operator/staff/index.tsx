import { useState } from 'react';
import type { Intent } from '../../../electron/contract/intents.ts';
import { type ScreenProps, useDoor, useSnapshot, useWords } from '../../kiosk.tsx';
import { DeviceTable } from '../device-table.tsx';
import { Facts } from '../facts.tsx';
import { momentText } from '../moment.ts';
import { Paper } from '../paper.tsx';
import { StaffHead } from '../staff-head.tsx';
import '../operator.css';
import { refusalOf } from '../refusal.ts';

type StaffAction = Extract<Intent, { kind: 'staff-act' }>['action'];

/** These interrupt somebody or the kiosk: touched twice. */
const grave: ReadonlySet<StaffAction> = new Set(['end-visit', 'out-of-service', 'restart-app']);

/** How the kiosk is, in plain words, and what can be done about it. */
export const Screen = ({ screen }: ScreenProps<'staff'>) => {
  const { t } = useWords();
  const door = useDoor();
  const [asked, setAsked] = useState<StaffAction | null>(null);
  const { who, inService, visitRunning, devices, quarantine } = screen;
  const actions: StaffAction[] = [
    ...(visitRunning ? (['end-visit'] as const) : []),
    'paper-refilled',
    'retry-devices',
    inService ? 'out-of-service' : 'in-service',
    'restart-app',
  ];
  const touch = (action: StaffAction): void => {
    if (grave.has(action) && asked !== action) return setAsked(action);
    setAsked(null);
    door.intend({ kind: 'staff-act', action });
  };
  return (
    <div className="operator">
      <StaffHead title={`${who.name} · ${t(`staff.role.${who.role}`)}`} leave={t('staff.act.leave')} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: longer than some screens; keys must be able to scroll it */}
      <main className="operator__main" tabIndex={0}>
        <p className="operator__state">
          <strong data-level={inService ? 'good' : 'act'}>
            {t(inService ? 'staff.inService' : 'staff.notInService')}
          </strong>
          <span>{t(visitRunning ? 'staff.visit' : 'staff.noVisit')}</span>
        </p>
        <h2>{t('staff.devices')}</h2>
        <DeviceTable devices={devices} />
        <Paper lines={screen.paper} />
        <h2>{t('staff.central')}</h2>
        <Facts screen={screen} />
        {quarantine.length > 0 ? <Quarantine lines={quarantine} /> : null}
      </main>
      <footer className="operator__actions">
        {actions.map((action) => (
          <button
            type="button"
            key={action}
            className="operator__button"
            data-action={action}
            data-asked={asked === action}
            onClick={() => touch(action)}
          >
            {t(`staff.act.${action}`)}
            {asked === action ? <small>{t('staff.sure')}</small> : null}
          </button>
        ))}
      </footer>
    </div>
  );
};

/** In words, and as it is on record, for whoever asks on the telephone. */
const Refused = ({ reason }: { reason: string }) => {
  const { t } = useWords();
  const { key, status } = refusalOf(reason);
  return (
    <>
      {t(`staff.refusal.${key}`, { status })}
      <small>{reason}</small>
    </>
  );
};

const Quarantine = ({ lines }: { lines: { id: string; kind: string; reason: string; at: string }[] }) => {
  const { t } = useWords();
  const { timezone, settings } = useSnapshot();
  return (
    <>
      <h2>{t('staff.quarantined')}</h2>
      <table className="operator__table">
        <tbody>
          {lines.map(({ id, kind, reason, at }) => (
            <tr key={id} data-level="watch">
              <th scope="row">
                {t(`staff.kind.${kind}`, { defaultValue: kind })}
                <small>{id}</small>
              </th>
              <td>
                <Refused reason={reason} />
              </td>
              <td>{momentText(at, timezone, settings.language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
};
