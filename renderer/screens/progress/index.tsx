import type { ScreenOf } from '../../../electron/contract/screens.ts';
import { ChoiceCard, Pill } from '../../components/cards.tsx';
import { Frame, type FrameAction } from '../../components/frame.tsx';
import { Icon } from '../../components/icon.tsx';
import { ReasonNote } from '../../components/reason.tsx';
import { type ScreenProps, useSnapshot, useWords } from '../../kiosk.tsx';
import { dayText } from '../../use-clock.ts';
import './progress.css';

type Line = ScreenOf<'progress'>['applications'][number];

/** How the applications stand; one that lacks papers opens them. Also the first screen of handing papers in later. */
export const Screen = ({ screen }: ScreenProps<'progress'>) => {
  const { t } = useWords();
  const { purpose, applications, waiting, unavailable } = screen;
  const nothing = applications.length === 0;
  const home: FrameAction = { action: 'home', label: t('action.home') };
  const title = nothing ? 'progress.nothing' : purpose === 'scan' ? 'progress.which' : 'progress.title';
  return (
    <Frame
      title={t(title)}
      lead={t(nothing ? 'progress.leadNothing' : purpose === 'scan' ? 'progress.leadScan' : 'progress.lead')}
      main={home}
      alternatives={[{ action: 'end-session', label: t('action.endSession') }]}
    >
      {unavailable ? <ReasonNote reason={unavailable} /> : null}
      {waiting > 0 ? (
        <p className="note" data-tone="done">
          <Icon name="shield" size={44} />
          <span>{t('progress.waiting', { n: waiting })}</span>
        </p>
      ) : null}
      <ul className="cards">
        {applications.map((line) => (
          <li key={line.receiptNumber}>
            {line.missing.length > 0 ? <Lacking line={line} /> : <Standing line={line} />}
          </li>
        ))}
      </ul>
    </Frame>
  );
};

const useLineWords = (line: Line): { status: string; tone: 'leaf' | 'amber' | 'lake'; days: string } => {
  const { t } = useWords();
  const { timezone, settings } = useSnapshot();
  const day = (at: string): string => dayText(at, timezone, settings.language);
  const promised = line.promisedBy ? t('progress.promised', { day: day(line.promisedBy) }) : '';
  const updated = t('progress.updated', { day: day(line.updatedAt) });
  const done = /^(done|completed|finished|approved|issued|closed)$/.test(line.status);
  return {
    status: t(`progress.status.${line.status}`, { defaultValue: line.status }),
    tone: line.missing.length > 0 ? 'amber' : done ? 'leaf' : 'lake',
    days: [promised, updated].filter(Boolean).join(' · '),
  };
};

const Detail = ({ line }: { line: Line }) => {
  const { t } = useWords();
  const { status, tone, days } = useLineWords(line);
  return (
    <span className="application__detail">
      <span className="application__state">
        <Pill tone={tone}>{status}</Pill>
        <span>{days}</span>
      </span>
      {line.missing.length > 0 ? (
        <span className="application__missing">
          {t('progress.missing', { names: line.missing.map(({ name }) => name).join(t('review.and')) })}
        </span>
      ) : null}
      <span>{t('progress.number', { number: line.receiptNumber })}</span>
    </span>
  );
};

const Lacking = ({ line }: { line: Line }) => (
  <ChoiceCard choice={line.receiptNumber} icon="scan" title={line.title} detail={<Detail line={line} />} />
);

const Standing = ({ line }: { line: Line }) => (
  <div className="card application">
    <strong className="choice__title">{line.title}</strong>
    <span className="choice__detail">
      <Detail line={line} />
    </span>
  </div>
);
