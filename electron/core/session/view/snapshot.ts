import type { Screen } from '../../../contract/screens.ts';
import type { Snapshot } from '../../../contract/snapshot.ts';
import { maskName, maskNumber } from '../../catalog/mask.ts';
import { mayConfirm, urgencyOf } from '../belongings.ts';
import { delays } from '../delays.ts';
import { stampOf } from '../in-hall.ts';
import { canGoBack } from '../intents.ts';
import { sensedOf } from '../sensed.ts';
import type { Session } from '../state.ts';
import { defaultSettings, Turn } from '../turn.ts';
import { attractScreen } from './places.ts';
import { staffScreen } from './staff.ts';
import { stepsOf } from './steps.ts';
import { visitScreen } from './visit.ts';

const screenOf = (session: Session): Screen => {
  const { world, phase, staff } = session;
  if (staff !== undefined) return staffScreen(session, staff);
  if (phase.at === 'visit') return visitScreen(session, phase.visit);
  if (phase.at === 'belongings')
    return {
      name: 'take-belongings',
      things: [...phase.things],
      sensed: [...sensedOf(phase.things, world)],
      canConfirm: mayConfirm(phase, world),
      urgency: urgencyOf(phase.reminders),
    };
  if (world.outOfService === undefined) return attractScreen(world);
  const { calledAt } = session;
  const told = calledAt !== undefined && world.now - calledAt < delays.callStands ? calledAt : undefined;
  return {
    name: 'out-of-service',
    reason: { code: world.outOfService.by === 'storage' ? 'storage-full' : 'out-of-service' },
    ...(world.outOfService.message === undefined ? {} : { message: world.outOfService.message }),
    ...(told === undefined ? {} : { toldAt: stampOf(world, told) }),
  };
};

/** What the renderer is told. Pure; the runner adds the version. */
export const snapshotOf = (session: Session): Omit<Snapshot, 'version'> => {
  const { world, phase } = session;
  const visit = phase.at === 'visit' ? phase.visit : undefined;
  const citizen = session.staff === undefined ? visit : undefined;
  const steps = citizen === undefined ? undefined : stepsOf(citizen);
  const person = citizen?.person;
  return {
    screenId: session.screenId,
    kioskId: world.kiosk.id,
    hall: world.kiosk.hall,
    timezone: world.kiosk.timezone,
    ...(world.clockOff?.corrected ? { clockShift: world.clockOff.minutes * 60_000 } : {}),
    languages: [...world.kiosk.languages],
    settings: visit?.settings ?? (phase.at === 'belongings' ? phase.settings : defaultSettings(world)),
    busy: (citizen?.awaited.length ?? 0) > 0,
    canGoBack: citizen !== undefined && citizen.warnedAt === undefined && canGoBack(new Turn(session)),
    simulated: world.kiosk.simulated,
    screen: screenOf(session),
    ...(steps === undefined ? {} : { steps }),
    ...(person === undefined
      ? {}
      : { person: { maskedName: maskName(person.name), maskedNumber: maskNumber(person.idNumber) } }),
    ...(session.sound === undefined ? {} : { sound: session.sound }),
  };
};
