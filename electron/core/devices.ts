import type { Logger } from 'pino';
import type { DeviceStatus, Role } from '../../devices/device.ts';
import { type Devices, driverFor, type Ports } from '../../devices/registry.ts';
import type { Simulated } from '../../devices/simulated/simulated.ts';
import { Supervisor } from '../../devices/supervisor.ts';
import type { Clock } from '../../devices/transports/transport.ts';
import { packaged } from './build-info.ts';
import type { Config, DeviceSetting } from './config.ts';
import type { Event } from './session/events.ts';

export type OpenedDevices = {
  readonly devices: Devices;
  /** Starts, stops and watches all of them. */
  readonly supervisor: Supervisor;
  /** Behind devices that are simulated: the hands at the bench. */
  readonly benches: ReadonlyMap<Role, Simulated>;
};

/** The only place that picks real or simulated devices. */
export const openDevices = async (
  config: Config,
  clock: Clock,
  log: Logger,
  ports: Ports = {},
): Promise<OpenedDevices> => {
  const opened: Partial<Record<Role, Devices[Role]>> = {};
  const benches = new Map<Role, Simulated>();
  for (const [role, { driver, at, options }] of Object.entries(config.devices) as [Role, DeviceSetting][]) {
    if (!at.startsWith('simulated:')) {
      opened[role] = driverFor(role, driver)?.create(at, clock, { ports, options, owner: config.kiosk.id });
      continue;
    }
    if (packaged) throw new Error('a packaged kiosk has no simulated devices');
    const { openSimulated } = await import('../../devices/simulated/index.ts');
    const simulated = await openSimulated(role, clock);
    if (simulated === undefined) continue;
    benches.set(role, simulated);
    opened[role] = simulated.device;
  }
  const devices = opened as Devices;
  const supervisor = new Supervisor(Object.values(devices), {
    onFault: ({ role, during, error }) =>
      log.error({
        event: 'device-bug',
        role,
        during,
        message: error instanceof Error ? error.stack : String(error),
      }),
  });
  return { devices, supervisor, benches };
};

/** Every change of a device becomes a fact of the session. */
export const watchDevices = (
  { devices, supervisor }: OpenedDevices,
  config: Config,
  tell: (event: Event) => void,
  log: Logger,
): void => {
  const { idReader, scanner, codeScanner } = devices;
  const tellSources = (): void => {
    const sources = scanner?.capabilities()?.sources;
    if (sources !== undefined) tell({ kind: 'scan-sources', sources });
  };
  const report = (role: Role, status: DeviceStatus): void => {
    tell({ kind: 'device', role, driver: config.devices[role]?.driver ?? '', status });
    if (role === 'scanner') tellSources();
  };
  supervisor.onChange((all, role) => {
    const status = all[role];
    if (status === undefined) return;
    const conditions = status.conditions.map(({ code }) => code);
    log.info({ event: 'device', role, link: status.link, conditions, detail: status.detail });
    report(role, status);
  });
  for (const [role, status] of Object.entries(supervisor.snapshot()) as [Role, DeviceStatus][])
    report(role, status);
  codeScanner?.onCode(({ text }) => tell({ kind: 'code', text }));
  idReader?.onPresence((presence) => tell({ kind: 'presence', presence }));
};
