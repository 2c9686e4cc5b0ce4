import type { ScreenOf } from '../../electron/contract/screens.ts';
import { useSnapshot, useWords } from '../kiosk.tsx';
import { momentText } from './moment.ts';

type Fact = { name: string; value: string; level?: 'act' | 'watch' };

/** Network, what waits to be sent, catalogue, paper, numbers, version: one line each. */
export const Facts = ({ screen }: { screen: ScreenOf<'staff'> }) => {
  const facts = useFacts(screen);
  return (
    <dl className="operator__facts">
      {facts.map(({ name, value, level }) => (
        <div key={name} data-level={level}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};

/** `1 day`, `25 hours`, `7 minutes`: as large a unit as gives a whole number that still says something. */
const spanText = (minutes: number, language: string): string => {
  const [unit, size] =
    minutes >= 2_880 || minutes === 1_440
      ? (['day', 1_440] as const)
      : minutes >= 120
        ? (['hour', 60] as const)
        : (['minute', 1] as const);
  const format = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' });
  return format.format(Math.round(minutes / size));
};

const useFacts = ({ network, clockOff, backlog, catalogue, tickets, version }: ScreenOf<'staff'>): Fact[] => {
  const { t, text } = useWords();
  const { timezone, settings } = useSnapshot();
  const moment = (at: string): string => momentText(at, timezone, settings.language);
  const waiting = backlog.records + backlog.files > 0;
  const state = network.stopped
    ? t('staff.stopped', { why: network.stopped })
    : t(network.online ? 'staff.online' : 'staff.offline');
  const numbers = tickets.map(({ name, left }) => `${text(name)} ${left}`).join(' · ');
  return [
    {
      name: t('staff.network'),
      value: `${state} · ${t('staff.since', { at: moment(network.since) })}`,
      ...(network.online && !network.stopped ? {} : { level: 'act' as const }),
    },
    ...(clockOff
      ? [
          {
            name: t('staff.clock'),
            value: [
              t(clockOff.minutes > 0 ? 'staff.clockBehind' : 'staff.clockAhead', {
                span: spanText(Math.abs(clockOff.minutes), settings.language),
              }),
              ...(clockOff.corrected ? [t('staff.clockCorrected')] : []),
            ].join(' · '),
            level: 'act' as const,
          },
        ]
      : []),
    {
      name: t('staff.backlog'),
      value: waiting
        ? [t('staff.backlogOf', { records: backlog.records, files: backlog.files })]
            .concat(backlog.unclear ? t('staff.backlogUnclear', { unclear: backlog.unclear }) : [])
            .concat(backlog.oldestAt ? t('staff.backlogOldest', { at: moment(backlog.oldestAt) }) : [])
            .join(' · ')
        : t('staff.backlogNone'),
    },
    {
      name: t('staff.quarantined'),
      value: String(backlog.quarantined),
      ...(backlog.quarantined > 0 ? { level: 'watch' as const } : {}),
    },
    {
      name: t('staff.catalogue'),
      value: [catalogue.version ?? t('staff.catalogueNone')]
        .concat(catalogue.fault ? t('staff.catalogueFault', { fault: catalogue.fault }) : [])
        .join(' · '),
      ...(catalogue.fault ? { level: 'watch' as const } : {}),
    },
    {
      name: t('staff.numbers'),
      value: numbers,
      ...(tickets.some(({ left }) => left < 20) ? { level: 'watch' as const } : {}),
    },
    { name: t('staff.version'), value: version },
  ];
};
