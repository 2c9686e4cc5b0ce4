import { pino } from 'pino';
import { canWork, type DeviceStatus, type Role } from '../../../../devices/device.ts';
import type { Clock } from '../../../../devices/transports/transport.ts';
import type { Config } from '../../config.ts';
import { openDevices } from '../../devices.ts';
import { statusInWords } from './conditions.ts';
import { type Finding, fault, unchecked, warning, well } from './finding.ts';

/** As long as a kiosk waits at its start. */
const PATIENCE = 10_000;

const findingOf = (
  role: Role,
  { driver, at }: { driver: string; at: string },
  status: DeviceStatus,
): Finding => {
  const { says, advice } = statusInWords(status);
  const said = {
    what: role,
    says: `${driver} at ${at}: ${says}`,
    ...(advice === undefined ? {} : { advice }),
  };
  if (!canWork(status)) return fault('device', said);
  return (status.conditions.some(({ severity }) => severity === 'warning') ? warning : well)('device', said);
};

/** Opens every device with its adapter, gives each 10 s for its first attempt, says how it is, closes all. */
export const examineDevices = async (config: Config, clock: Clock): Promise<readonly Finding[]> => {
  const roles = Object.entries(config.devices) as [Role, { driver: string; at: string }][];
  if (roles.length === 0) return [well('device', { says: 'The configuration names no devices.' })];
  const { supervisor, benches } = await openDevices(config, clock, pino({ enabled: false }));
  const cancel = await new Promise<() => void>((resolve) => {
    const stop = clock.after(PATIENCE, () => resolve(() => undefined));
    void supervisor.startAll().then(() => resolve(stop));
  });
  cancel();
  const statuses = supervisor.snapshot();
  await supervisor.stopAll();
  await Promise.allSettled([...benches.values()].map((bench) => bench.close()));
  return roles.map(([role, setting]) =>
    findingOf(role, setting, statuses[role] ?? { link: 'absent', conditions: [] }),
  );
};

/** A second program at a serial line or a printer's only connection would disturb a visit. */
export const leaveDevices = (config: Config): readonly Finding[] =>
  Object.keys(config.devices).map((role) =>
    unchecked('device', {
      what: role,
      says: 'Not opened: the running kiosk has it.',
      advice: "See the kiosk's staff screen, or stop the kiosk and ask again.",
    }),
  );
