import type { ConditionCode, DeviceStatus, Role } from '../../../devices/device.ts';
import type { Event } from '../../../electron/core/session/session.ts';
import type { World } from '../../../electron/core/session/state.ts';
import { status } from '../../core/support/hall.ts';
import { happen, type Standing } from '../../core/support/walk/standing.ts';

/** What the world around a visit can be like: each device, the network, the paper, in every combination. */

type DeviceState = DeviceStatus | 'missing';

const warned = (code: ConditionCode): DeviceStatus => ({
  link: 'ready',
  conditions: [{ code, severity: 'warning' }],
});

const devices: Readonly<Record<Role, readonly DeviceState[]>> = {
  idReader: [status(), status('absent'), 'missing'],
  ticketPrinter: [
    status(),
    status('faulted', 'paper-out'),
    status('faulted', 'cover-open'),
    warned('paper-low'),
    status('absent'),
    'missing',
  ],
  documentPrinter: [
    status(),
    status('faulted', 'paper-out'),
    status('faulted', 'paper-jam'),
    status('absent'),
    'missing',
  ],
  scanner: [status(), status('ready', 'paper-jam'), status('absent'), 'missing'],
  codeScanner: [status(), 'missing'],
};

const networks: readonly Event[] = [
  { kind: 'network', online: true },
  { kind: 'network', online: false },
  { kind: 'network', online: false, stopped: 'status 401' },
];

/** Slips and sheets: nobody has counted; few; none, though the printer does not say so. */
const papers: readonly World['paper']['stock'][] = [
  {},
  {
    ticketPrinter: { left: 1, from: 'counted', at: 0 },
    documentPrinter: { left: 2, from: 'counted', at: 0 },
  },
  {
    ticketPrinter: { left: 0, from: 'printer', at: 0 },
    documentPrinter: { left: 0, from: 'printer', at: 0 },
  },
];

export type WorldState = {
  readonly devices: readonly (readonly [Role, DeviceState])[];
  readonly network: Event;
  readonly paper: World['paper']['stock'];
};

const roles = Object.entries(devices) as [Role, readonly DeviceState[]][];

const combined = (rest: typeof roles): WorldState['devices'][] => {
  const [first, ...others] = rest;
  if (first === undefined) return [[]];
  const [role, states] = first;
  return combined(others).flatMap((tail) => states.map((state) => [[role, state] as const, ...tail]));
};

/** Every combination: 3 · 6 · 5 · 4 · 2 devices, 3 networks, 3 papers. */
export const everyWorld: readonly WorldState[] = combined(roles).flatMap((states) =>
  networks.flatMap((network) => papers.map((paper) => ({ devices: states, network, paper }))),
);

const well: WorldState = {
  devices: roles.map(([role]) => [role, status()] as const),
  network: networks[0] as Event,
  paper: {},
};

/** All is well but for one thing. */
export const worldsWithOneFault: readonly WorldState[] = [
  well,
  ...roles.flatMap(([role, states]) =>
    states.slice(1).map((state) => ({
      ...well,
      devices: well.devices.map((entry) => (entry[0] === role ? ([role, state] as const) : entry)),
    })),
  ),
  ...networks.slice(1).map((network) => ({ ...well, network })),
  ...papers.slice(1).map((paper) => ({ ...well, paper })),
];

/** The world becomes so under whoever stands there: each change as the kiosk is told of it. */
export const becomes = (from: Standing, { devices: states, network, paper }: WorldState): Standing => {
  const told = states.reduce(
    (standing, [role, state]) => {
      if (state === 'missing') return without(standing, role);
      const known = standing.session.world.devices[role]?.status;
      if (JSON.stringify(known) === JSON.stringify(state)) return standing;
      return happen(standing, { kind: 'device', role, driver: 'test', status: state });
    },
    happen(from, network),
  );
  const { world } = told.session;
  return {
    ...told,
    session: { ...told.session, world: { ...world, paper: { ...world.paper, stock: paper } } },
  };
};

/** This kiosk never had one. */
const without = (standing: Standing, role: Role): Standing => {
  const { [role]: _, ...others } = standing.session.world.devices;
  return {
    ...standing,
    session: { ...standing.session, world: { ...standing.session.world, devices: others } },
  };
};

/** In words, for a broken promise. */
export const inWords = ({ devices: states, network, paper }: WorldState): string =>
  [
    ...states.flatMap(([role, state]) => {
      const said =
        state === 'missing' ? 'missing' : [state.link, ...state.conditions.map(({ code }) => code)].join('+');
      return said === 'ready' ? [] : [`${role} ${said}`];
    }),
    network.kind === 'network' && !network.online
      ? network.stopped === undefined
        ? 'offline'
        : 'refused'
      : '',
    paper.ticketPrinter === undefined
      ? ''
      : `paper ${paper.ticketPrinter.left}/${paper.documentPrinter?.left}`,
  ]
    .filter(Boolean)
    .join(', ') || 'all well';
