import type { ScreenOf } from '../../../electron/contract/screens.ts';
import { Frame } from '../../components/frame.tsx';
import { type ScreenProps, useWords } from '../../kiosk.tsx';
import { MatterView } from './matter.tsx';
import { Rating } from './rating.tsx';
import { Suggestions } from './suggestions.tsx';

type Matter = ScreenOf<'finish'>['matter'];

/** "Saved here" and "received by the central system" are two different sentences. */
const wordsOf = (matter: Matter): { title: string; lead: string } => {
  switch (matter.kind) {
    case 'ticket':
      return { title: matter.slip === 'printed' ? 'ticket' : 'ticketNoSlip', lead: 'ticket' };
    case 'application':
      if (matter.state === 'held' && matter.records.some(({ state }) => state === 'received'))
        return { title: 'heldPartly', lead: 'heldPartly' };
      if (matter.state !== 'received') return { title: matter.state, lead: matter.state };
      return {
        title: 'received',
        lead: matter.records.every(({ promisedBy }) => promisedBy !== undefined)
          ? 'received'
          : 'receivedUndated',
      };
    case 'document': {
      const { asked, taken, spoiled } = matter.sheets;
      const whole = taken + spoiled >= asked;
      return { title: whole ? 'document' : 'documentPart', lead: 'document' };
    }
    case 'supplement': {
      if (matter.state === 'held') return { title: 'held', lead: 'held' };
      const key = matter.state === 'received' ? 'supplementReceived' : 'supplementSaved';
      return { title: key, lead: key };
    }
    case 'report':
      if (matter.state === 'held') return { title: 'held', lead: 'held' };
      return { title: 'report', lead: matter.state === 'received' ? 'reportReceived' : 'reportSaved' };
  }
};

/** The matter is done: what to take along, and two ways on. */
export const Screen = ({ screen }: ScreenProps<'finish'>) => {
  const { t } = useWords();
  const { title, lead } = wordsOf(screen.matter);
  return (
    <Frame
      title={t(`finish.title.${title}`)}
      lead={t(`finish.lead.${lead}`)}
      main={{ action: 'end-session', label: t('finish.end') }}
      alternatives={[{ action: 'home', label: t('finish.another') }]}
    >
      <MatterView matter={screen.matter}>
        {screen.rating ? <Rating given={screen.rating.given} /> : null}
        <Suggestions suggestions={screen.suggestions} />
      </MatterView>
    </Frame>
  );
};
