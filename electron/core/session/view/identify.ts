import type { Screen } from '../../../contract/screens.ts';
import { readsPhone } from '../../catalog/availability.ts';
import { deviceReason } from '../../catalog/device-reason.ts';
import { maskName } from '../../catalog/mask.ts';
import { takesPhone } from '../../journeys/codes.ts';
import { needsLicence } from '../../journeys/licence.ts';
import { matterOf } from '../../journeys/matter.ts';
import type { Session, Visit } from '../state.ts';
import { Turn } from '../turn.ts';

/** Whose card is asked for, or the code of which licence. The agent's has a screen of its own name. */
export const identifyScreen = (session: Session, visit: Visit): Screen | undefined => {
  const { place } = visit;
  if (place.at !== 'identify') return undefined;
  const { world } = session;
  const turn = new Turn(session);
  const matter = matterOf(turn);
  const reason = deviceReason(world, place.who === 'business' ? 'codeScanner' : 'idReader');
  const shared = {
    state: place.state,
    ...(place.advice === undefined ? {} : { advice: place.advice }),
    ...(reason === undefined ? {} : { readerUnavailable: reason }),
  };
  if (place.who === 'agent')
    return { name: 'agent', ...shared, principal: maskName(matter?.principal?.person.name ?? '') };
  const licence = matter?.licence === 'none' ? undefined : matter?.licence;
  return {
    name: 'identify',
    ...shared,
    who: place.who,
    phone: takesPhone(turn) && readsPhone(world),
    canSkip:
      place.who === 'business' &&
      place.forPaper !== true &&
      matter !== undefined &&
      !needsLicence(matter.asked),
    ...(licence?.business === undefined ? {} : { business: licence.business.name }),
    ...(place.allowTyped ? { typed: { ...place.typed, errors: { ...place.typed.errors } } } : {}),
  };
};
