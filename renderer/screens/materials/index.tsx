import type { ScreenOf } from '../../../electron/contract/screens.ts';
import { ChoiceCard, Pill, StandingCard } from '../../components/cards.tsx';
import { Frame } from '../../components/frame.tsx';
import { Icon } from '../../components/icon.tsx';
import { type ScreenProps, useSnapshot, useWords } from '../../kiosk.tsx';
import { dayText } from '../../use-clock.ts';
import './materials.css';

type Line = ScreenOf<'materials'>['materials'][number];

/** The papers as a checklist: what is there, what is missing, what may come later. */
export const Screen = ({ screen }: ScreenProps<'materials'>) => {
  const { t } = useWords();
  const { materials, complete, receiptNumber } = screen;
  const missing = materials.filter(({ status, required }) => status === 'missing' && required).length;
  const title = complete
    ? t('materials.complete')
    : missing > 0
      ? t('materials.missing', { n: missing })
      : t('materials.optional');
  return (
    <Frame
      title={title}
      lead={t(complete ? 'materials.lead.complete' : 'materials.lead.missing')}
      main={{ action: 'next', label: t('action.next'), disabled: !complete }}
    >
      {receiptNumber ? <Pill tone="plain">{t('materials.for', { receiptNumber })}</Pill> : null}
      <ul className="cards">
        {materials.map((line) => (
          <li key={line.id}>
            <MaterialCard line={line} />
          </li>
        ))}
      </ul>
    </Frame>
  );
};

const tones = {
  missing: 'amber',
  supplied: 'leaf',
  'from-records': 'leaf',
  licence: 'leaf',
  deferred: 'lake',
} as const;

const MaterialCard = ({ line }: { line: Line }) => {
  const { t, text } = useWords();
  const { timezone, settings } = useSnapshot();
  const until = line.deferUntil ? dayText(line.deferUntil, timezone, settings.language) : '';
  const done = line.status !== 'missing' && line.status !== 'deferred';
  const doing =
    line.source === 'scan' ? (done ? 'again' : 'scan') : line.source === 'licence' ? 'licence' : undefined;
  const tone = line.status === 'missing' && !line.required ? 'plain' : tones[line.status];
  const state = line.status === 'missing' && !line.required ? 'not-needed' : line.status;
  const words = {
    className: 'material',
    leading: (
      <span className="material__sign" data-done={done}>
        <Icon name={done ? 'check' : line.source === 'scan' ? 'scan' : 'apply'} size={44} />
      </span>
    ),
    title: text(line.name),
    detail: (
      <>
        <Pill tone={tone}>{t(`materials.status.${state}`, { n: line.pages ?? 0, until })}</Pill>
        {doing && !line.unavailable ? <span className="material__do">{t(`materials.${doing}`)}</span> : null}
      </>
    ),
  };
  // The central system has it already: there is nothing to open.
  if (doing === undefined) return <StandingCard {...words} />;
  return <ChoiceCard choice={line.id} unavailable={line.unavailable} {...words} />;
};
