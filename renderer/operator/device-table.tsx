import type { TFunction } from 'i18next';
import type { ScreenOf } from '../../electron/contract/screens.ts';
import { useSnapshot, useWords } from '../kiosk.tsx';
import { momentText } from './moment.ts';

type Line = ScreenOf<'staff'>['devices'][number];
type Level = 'good' | 'watch' | 'act';

const LINKS_THAT_ACT = new Set<Line['link']>(['absent', 'faulted']);

const levelOf = ({ link, conditions }: Line): Level => {
  if (LINKS_THAT_ACT.has(link) || conditions.some(({ severity }) => severity === 'error')) return 'act';
  return link === 'connecting' || conditions.some(({ severity }) => severity === 'warning')
    ? 'watch'
    : 'good';
};

/** Every device: how it is in plain words, since when, and what to do about it. */
export const DeviceTable = ({ devices }: { devices: Line[] }) => {
  const { t } = useWords();
  return (
    <table className="operator__table">
      <thead>
        <tr>
          {['device', 'state', 'since', 'do'].map((column) => (
            <th key={column} scope="col">
              {t(`staff.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {devices.map((line) => (
          <DeviceRow key={line.role} line={line} />
        ))}
      </tbody>
    </table>
  );
};

const DeviceRow = ({ line }: { line: Line }) => {
  const { t } = useWords();
  const { timezone, settings } = useSnapshot();
  const level = levelOf(line);
  const words = [
    t(`staff.link.${line.link}`),
    ...line.conditions.map(({ code, detail }) =>
      [t(`staff.condition.${code}`, { defaultValue: code }), detail].filter(Boolean).join('：'),
    ),
  ];
  return (
    <tr data-level={level} data-role={line.role}>
      <th scope="row">
        {t(`staff.device.${line.role}`, { defaultValue: line.role })}
        <small>{line.driver}</small>
      </th>
      <td>
        {words.join(' · ')}
        {line.detail ? <small>{line.detail}</small> : null}
      </td>
      <td>{momentText(line.since, timezone, settings.language)}</td>
      <td>{advice(line, t)}</td>
    </tr>
  );
};

/** The worst first: what stands in the way, then what will soon. */
const advice = ({ link, conditions }: Line, t: TFunction): string => {
  const other = t('staff.do.other');
  if (link === 'absent' || link === 'connecting') return t(`staff.do.${link}`);
  const worst =
    conditions.find(({ severity }) => severity === 'error') ??
    conditions.find(({ severity }) => severity === 'warning');
  if (worst) return t(`staff.do.${worst.code}`, { defaultValue: other });
  return t(link === 'faulted' ? 'staff.do.faulted' : 'staff.do.none');
};
