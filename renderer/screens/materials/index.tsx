import type { ScreenOf } from '../../../electron/contract/screens.ts';
import { ChoiceCard, Pill, StandingCard } from '../../components/cards.tsx';
import { Frame } from '../../components/frame.tsx';
import { Icon } from '../../components/icon.tsx';
import { type ScreenProps, useSnapshot, useWords } from '../../kiosk.tsx';
import { dayText } from '../../use-clock.ts';
import './materials.css';

type Line = ScreenOf<'materials'>['materials'][number];

/** Not there yet, and asked for: what an earlier application misses always is. */
const isOwed = ({ status, required }: Line, receiptNumber: string | undefined): boolean =>
  status === 'missing' && (required || receiptNumber !== undefined);

/** An earlier application takes what is there now, the rest another day. */
const titleOf = ({ complete, scansAgain }: ScreenOf<'materials'>, missing: number): string => {
  if (missing > 0) return complete ? 'some' : 'missing';
  return complete && !scansAgain ? 'complete' : 'optional';
};

/** The papers as a checklist: what is there, what is missing, what may come later. */
export const Screen = ({ screen }: ScreenProps<'materials'>) => {
  const { t } = useWords();
  const { materials, complete, receiptNumber, scansAgain } = screen;
  const missing = materials.filter((line) => isOwed(line, receiptNumber)).length;
  const lead = scansAgain ? 'again' : !complete ? 'missing' : receiptNumber ? 'send' : 'complete';
  return (
    <Frame
      title={t(`materials.${titleOf(screen, missing)}`, { n: missing })}
      lead={t(`materials.lead.${lead}`)}
      main={{ action: 'next', label: t('action.next'), disabled: !complete }}
    >
      {receiptNumber ? <Pill tone="plain">{t('materials.for', { receiptNumber })}</Pill> : null}
      <ul className="cards">
        {materials.map((line) => (
          <li key={line.id}>
            <MaterialCard line={line} owed={isOwed(line, receiptNumber)} />
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

const MaterialCard = ({ line, owed }: { line: Line; owed: boolean }) => {
  const { t, text } = useWords();
  const { timezone, settings } = useSnapshot();
  const until = line.deferUntil ? dayText(line.deferUntil, timezone, settings.language) : '';
  const done = line.status !== 'missing' && line.status !== 'deferred';
  const doing =
    line.source === 'scan' ? (done ? 'again' : 'scan') : line.source === 'licence' ? 'licence' : undefined;
  const left = line.status === 'missing' && !owed;
  const tone = left ? 'plain' : tones[line.status];
  const state = left ? 'not-needed' : line.status;
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
