import type { ComponentType } from 'react';
import type { ScreenName } from '../../electron/contract/screens.ts';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import type { ScreenProps } from '../kiosk.tsx';
import { Screen as Staff } from '../operator/staff/index.tsx';
import { Screen as StaffLogin } from '../operator/staff-login/index.tsx';
import { Screen as Agent } from './agent/index.tsx';
import { Screen as Attract } from './attract/index.tsx';
import { Screen as Call } from './call/index.tsx';
import { Screen as Catalogue } from './catalogue/index.tsx';
import { Screen as Documents } from './documents/index.tsx';
import { Screen as Finish } from './finish/index.tsx';
import { Screen as Form } from './form/index.tsx';
import { Screen as Guide } from './guide/index.tsx';
import { Screen as Home } from './home/index.tsx';
import { Screen as Identify } from './identify/index.tsx';
import { Screen as IdleWarning } from './idle-warning/index.tsx';
import { Screen as Item } from './item/index.tsx';
import { Screen as Materials } from './materials/index.tsx';
import { Screen as Nearby } from './nearby/index.tsx';
import { Screen as OutOfService } from './out-of-service/index.tsx';
import { Screen as Preview } from './preview/index.tsx';
import { Screen as Printing } from './printing/index.tsx';
import { Screen as Progress } from './progress/index.tsx';
import { Screen as Report } from './report/index.tsx';
import { Screen as Resume } from './resume/index.tsx';
import { Screen as Review } from './review/index.tsx';
import { Screen as Scan } from './scan/index.tsx';
import { Screen as TakeBelongings } from './take-belongings/index.tsx';
import { Screen as Ticket } from './ticket/index.tsx';
import { Screen as Trouble } from './trouble/index.tsx';

/** Every screen of the contract has its drawing; one that lacks does not compile. */
const screens: { [N in ScreenName]: ComponentType<ScreenProps<N>> } = {
  attract: Attract,
  home: Home,
  ticket: Ticket,
  identify: Identify,
  agent: Agent,
  catalogue: Catalogue,
  item: Item,
  form: Form,
  materials: Materials,
  scan: Scan,
  review: Review,
  documents: Documents,
  preview: Preview,
  printing: Printing,
  progress: Progress,
  report: Report,
  nearby: Nearby,
  guide: Guide,
  resume: Resume,
  call: Call,
  finish: Finish,
  trouble: Trouble,
  'idle-warning': IdleWarning,
  'take-belongings': TakeBelongings,
  'staff-login': StaffLogin,
  staff: Staff,
  'out-of-service': OutOfService,
};

/** Draws the screen that the snapshot names; another instance of a screen starts afresh. */
export const ScreenView = ({ snapshot }: { snapshot: Snapshot }) => {
  // Which drawing takes which data is held by the map above; TypeScript can't follow it through the index.
  const Drawing = screens[snapshot.screen.name] as ComponentType<{
    screen: Snapshot['screen'];
    snapshot: Snapshot;
  }>;
  return <Drawing key={snapshot.screenId} screen={snapshot.screen} snapshot={snapshot} />;
};
