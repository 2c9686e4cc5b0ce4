import type { ScreenOf } from '../../../electron/contract/screens.ts';
import { Chip } from '../../components/cards.tsx';
import { DevicePicture, type SlotState } from '../../components/device-picture.tsx';
import { Frame, type FrameAction } from '../../components/frame.tsx';
import { ReasonNote } from '../../components/reason.tsx';
import { WaitPicture } from '../../components/wait-picture.tsx';
import { type ScreenProps, useWords } from '../../kiosk.tsx';
import { CameraView } from './camera-view.tsx';
import { ScannedPages } from './scanned-pages.tsx';
import './scan.css';

type Scan = ScreenOf<'scan'>;

/** Paper in, pages on the screen: each with what is wrong with it, each to be taken out or all scanned anew. */
export const Screen = ({ screen }: ScreenProps<'scan'>) => {
  const { t, text } = useWords();
  const { material, state, pages, source, sources, feederUnavailable } = screen;
  const problem = screen.problem ?? feederUnavailable;
  const { main, alternatives } = actionsOf(screen, t);
  const doubtful = state === 'ready' && pages.some(({ verdicts }) => verdicts.length > 0);
  return (
    <Frame
      title={t(titleKey(screen), { page: screen.page ?? pages.length + 1 })}
      lead={t(`scan.lead.${doubtful ? 'doubt' : leadOf(screen)}`, {
        name: text(material.name),
        max: material.max,
      })}
      main={main}
      alternatives={alternatives}
    >
      <div className="scan__places">
        <OriginalPlace screen={screen} />
        {problem && state === 'ready' ? <ReasonNote reason={problem} /> : null}
        {sources.length > 1 && state === 'ready' ? (
          <div className="chips">
            {sources.map((one) => (
              <Chip key={one} choice={one} selected={one === source}>
                {t(`scan.source.${one}`)}
              </Chip>
            ))}
          </div>
        ) : null}
        {pages.length > 0 ? <ScannedPages screen={screen} /> : null}
      </div>
      {state === 'saving' ? <WaitPicture label={t('scan.saving')} /> : null}
      {state === 'scanning' && pages.length > 0 ? (
        <WaitPicture label={t(`${wordsOf(screen)}.running`)} />
      ) : null}
      {state === 'ready' && pages.length > 0 ? (
        <p className="scan__count">
          {t(`${wordsOf(screen)}.count`, { n: pages.length, min: material.min, max: material.max })}
        </p>
      ) : null}
    </Frame>
  );
};

/** Where the paper lies, until there are pages to look at; a camera shows it as long as one more may be taken. */
const OriginalPlace = ({ screen }: { screen: Scan }) => {
  const { source, state, pages, material } = screen;
  if (source !== 'camera')
    return pages.length > 0 ? null : (
      <DevicePicture
        slot={source === 'feeder' ? 'scanner-feeder' : 'scanner-glass'}
        state={slotState(screen)}
      />
    );
  if (state === 'saving' || pages.length >= material.max) return null;
  return <CameraView small={pages.length > 0} taking={state === 'scanning'} />;
};

/** Where the feeder has a problem, the glass is what helps now. */
const leadOf = ({ source, feederUnavailable }: Scan): string =>
  source === 'flatbed' && feederUnavailable ? 'glassInstead' : source;

/** A camera takes pictures; the others scan. */
const wordsOf = ({ source }: Scan): string => (source === 'camera' ? 'scan.camera' : 'scan');

const titleKey = (screen: Scan): string => {
  const { state, pages } = screen;
  if (state === 'scanning') return `${wordsOf(screen)}.title.scanning`;
  if (state === 'saving') return 'scan.title.saving';
  if (pages.length === 0) return `${wordsOf(screen)}.title.empty`;
  return pages.some(({ verdicts }) => verdicts.length > 0) ? 'scan.title.doubt' : 'scan.title.check';
};

const slotState = ({ state, problem }: Scan): SlotState => {
  if (state !== 'ready') return 'working';
  return problem ? 'trouble' : 'waiting';
};

type Actions = { main: FrameAction; alternatives: FrameAction[] };

const actionsOf = (screen: Scan, t: (key: string) => string): Actions => {
  const { state, pages, canConfirm, material } = screen;
  const words = `${wordsOf(screen)}.action`;
  const busy = state !== 'ready';
  const scan: FrameAction = {
    action: 'scan',
    label: t(pages.length === 0 ? `${words}.start` : `${words}.more`),
    disabled: busy || pages.length >= material.max,
  };
  if (pages.length === 0) return { main: scan, alternatives: [] };
  const retake: FrameAction = { action: 'retake', label: t(`${words}.retake`), disabled: busy };
  const full = material.max === pages.length;
  return {
    main: { action: 'confirm', label: t('scan.action.confirm'), disabled: busy || !canConfirm },
    alternatives: full ? [retake] : [retake, scan],
  };
};
