import type { ScreenOf } from '../../../electron/contract/screens.ts';
import { Pill } from '../../components/cards.tsx';
import { DevicePicture, type Slot } from '../../components/device-picture.tsx';
import { Frame } from '../../components/frame.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';
import { type ScreenProps, useWords } from '../../kiosk.tsx';

type Thing = ScreenOf<'take-belongings'>['things'][number];

const slots: Record<Thing, Slot> = {
  card: 'reader',
  original: 'scanner-glass',
  paper: 'paper-tray',
  slip: 'ticket-slot',
};
const icons: Record<Thing, IconName> = { card: 'card', original: 'apply', paper: 'print', slip: 'ticket' };

/** The end of a visit: nothing may stay behind, and nobody's name is shown. What is sensed to lie there blinks. */
export const Screen = ({ screen }: ScreenProps<'take-belongings'>) => {
  const { t } = useWords();
  const { things, sensed, canConfirm, urgency } = screen;
  const doubted = canConfirm ? 'belongings.leads.doubted' : `belongings.leads.${urgency}`;
  const lead = sensed.length > 0 ? doubted : 'belongings.lead';
  const first = sensed[0] ?? things[0];
  return (
    <Frame
      title={t('belongings.title')}
      lead={t(lead)}
      main={{ action: 'confirm', label: t('belongings.confirm'), disabled: !canConfirm }}
    >
      <div className="split belongings" data-urgency={urgency}>
        {first ? <DevicePicture slot={slots[first]} state="taking" /> : null}
        <ul className="card things">
          {things.map((thing) => (
            <li key={thing} data-sensed={sensed.includes(thing)}>
              <Icon name={icons[thing]} size={56} className="tile__icon" />
              <span className="things__name">{t(`belongings.thing.${thing}`)}</span>
              {sensed.includes(thing) ? <Pill tone="amber">{t('belongings.still')}</Pill> : null}
            </li>
          ))}
        </ul>
      </div>
    </Frame>
  );
};
