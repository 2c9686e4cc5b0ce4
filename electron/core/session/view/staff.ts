import type { Screen, ScreenOf } from '../../../contract/screens.ts';
import { stampOf } from '../in-hall.ts';
import { heldOf, isLow, leftIn, newRoll, paperRoles } from '../paper/stock.ts';
import { sensedOf } from '../sensed.ts';
import type { Session, StaffState, World } from '../state.ts';

const deviceLines = (world: World): ScreenOf<'staff'>['devices'] =>
  Object.entries(world.devices).map(([role, { driver, status, since }]) => ({
    role,
    driver,
    link: status.link,
    since: stampOf(world, since),
    conditions: status.conditions.map((condition) => ({ ...condition })),
    ...(status.detail === undefined ? {} : { detail: status.detail }),
  }));

const paperLines = (world: World): ScreenOf<'staff'>['paper'] =>
  paperRoles
    .filter((role) => world.devices[role] !== undefined)
    .map((role) => {
      const left = leftIn(world, role);
      const from = world.paper.stock[role]?.from;
      return {
        role,
        low: isLow(world, role),
        held: heldOf(world.paper, role, () => true),
        ...(left === undefined ? {} : { left }),
        ...(from === undefined ? {} : { from }),
        fill: role === 'ticketPrinter' ? [newRoll] : [100, 250, 500],
      };
    });

export const staffScreen = (session: Session, staff: StaffState): Screen => {
  const { world, phase } = session;
  if (staff.at === 'login')
    return {
      name: 'staff-login',
      people: world.staffPeople.map(({ id, name, role }) => ({ id, name, role })),
      checking: staff.checking,
      ...(staff.error === undefined ? {} : { error: staff.error }),
    };
  return {
    name: 'staff',
    who: { name: staff.person.name, role: staff.person.role },
    inService: world.outOfService === undefined,
    // A sensor that won't let go of the screen is ended by the same button.
    visitRunning:
      phase.at === 'visit' || (phase.at === 'belongings' && sensedOf(phase.things, world).length > 0),
    devices: deviceLines(world),
    network: {
      online: world.network.online,
      since: stampOf(world, world.network.since),
      ...(world.network.stopped === undefined ? {} : { stopped: world.network.stopped }),
    },
    ...(world.clockOff === undefined ? {} : { clockOff: world.clockOff }),
    backlog: { ...world.backlog },
    catalogue: {
      ...(world.catalogue === undefined ? {} : { version: world.catalogue.version }),
      ...(world.catalogueFault === undefined ? {} : { fault: world.catalogueFault }),
    },
    paper: paperLines(world),
    quarantine: world.quarantine.map((line) => ({ ...line })),
    tickets: (world.catalogue?.queues ?? []).map(({ id, name }) => ({
      queueId: id,
      name,
      left: world.numbersLeft[id] ?? 0,
    })),
    version: world.kiosk.version,
  };
};
