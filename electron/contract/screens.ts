import { z } from 'zod';
import { form, item, materials, review, scan } from './screens/applying.ts';
import { agent, attract, catalogue, home, identify, ticket } from './screens/arriving.ts';
import { idleWarning, outOfService, staff, staffLogin, takeBelongings } from './screens/operating.ts';
import {
  call,
  documents,
  finish,
  guide,
  nearby,
  preview,
  printing,
  progress,
  report,
  resume,
  trouble,
} from './screens/results.ts';

export { PageVerdict, ScanSource } from './screens/applying.ts';
export { IdentifyAdvice, JourneyId, Priority } from './screens/arriving.ts';

/** What each screen shows. Times are RFC 3339 with offset. */
export const Screen = z.discriminatedUnion('name', [
  attract,
  home,
  ticket,
  identify,
  agent,
  catalogue,
  item,
  form,
  materials,
  scan,
  review,
  documents,
  preview,
  printing,
  progress,
  report,
  nearby,
  guide,
  resume,
  call,
  finish,
  trouble,
  idleWarning,
  takeBelongings,
  staffLogin,
  staff,
  outOfService,
]);
export type Screen = z.infer<typeof Screen>;
export type ScreenName = Screen['name'];
/** The data of one screen. */
export type ScreenOf<N extends ScreenName> = Extract<Screen, { name: N }>;
