import type { ScreenOf } from '../../../electron/contract/screens.ts';
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

/** The end of a visit: nothing may stay behind, and nobody's name is shown. */
export const Screen = ({ screen }: ScreenProps<'take-belongings'>) => {
  const { t } = useWords();
  const first = screen.things[0];
  return (
    <Frame
      title={t('belongings.title')}
      lead={t(screen.sensed ? 'belongings.leadSensed' : 'belongings.lead')}
      main={{ action: 'confirm', label: t('belongings.confirm') }}
    >
      <div className="split">
        {first ? <DevicePicture slot={slots[first]} state="taking" /> : null}
        <ul className="card things">
          {screen.things.map((thing) => (
            <li key={thing}>
              <Icon name={icons[thing]} size={56} className="tile__icon" />
              <span>{t(`belongings.thing.${thing}`)}</span>
            </li>
          ))}
        </ul>
      </div>
    </Frame>
  );
};
