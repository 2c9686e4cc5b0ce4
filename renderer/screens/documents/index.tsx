import type { ScreenOf } from '../../../electron/contract/screens.ts';
import { ChoiceCard, Pill } from '../../components/cards.tsx';
import { Frame } from '../../components/frame.tsx';
import { Icon } from '../../components/icon.tsx';
import { ReasonNote } from '../../components/reason.tsx';
import { type ScreenProps, useSnapshot, useWords } from '../../kiosk.tsx';
import { dayText } from '../../use-clock.ts';
import './documents.css';

type Line = ScreenOf<'documents'>['documents'][number];

/** The certificates that can be printed for this person; what can't be printed here says why. */
export const Screen = ({ screen }: ScreenProps<'documents'>) => {
  const { t } = useWords();
  const { documents, unavailable } = screen;
  const nothing = unavailable !== undefined || documents.length === 0;
  return (
    <Frame
      title={t(nothing ? 'documents.nothing' : 'documents.title')}
      lead={t(nothing ? 'documents.leadNothing' : 'documents.lead')}
      main={nothing ? { action: 'home', label: t('action.home') } : undefined}
      alternatives={nothing ? [{ action: 'report', label: t('action.report') }] : []}
    >
      {unavailable ? <ReasonNote reason={unavailable} /> : null}
      <ul className="cards" data-columns="2">
        {documents.map((line) => (
          <li key={line.id}>
            <DocumentCard line={line} />
          </li>
        ))}
      </ul>
    </Frame>
  );
};

const DocumentCard = ({ line }: { line: Line }) => {
  const { t } = useWords();
  const { timezone, settings } = useSnapshot();
  const day = (at: string): string => dayText(at, timezone, settings.language);
  return (
    <ChoiceCard
      choice={line.id}
      className="document"
      leading={
        <span className="document__sheet" aria-hidden="true">
          <Icon name="apply" size={56} />
        </span>
      }
      title={line.title}
      detail={
        <>
          <span className="document__from">
            {[line.issuer, t('documents.issued', { day: day(line.issuedOn) })].join(' · ')}
          </span>
          <span className="document__facts">
            <Pill>{t('documents.pages', { n: line.pages })}</Pill>
            {line.expiresOn ? (
              <Pill tone="plain">{t('documents.until', { day: day(line.expiresOn) })}</Pill>
            ) : null}
            {line.fee ? <Pill tone="amber">{t('documents.fee', { fee: line.fee })}</Pill> : null}
          </span>
        </>
      }
      unavailable={line.unavailable}
    />
  );
};
