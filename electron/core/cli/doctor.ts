import { resolve } from 'node:path';
import { version } from '../build-info.ts';
import { type Config, readConfig } from '../config.ts';
import { hasStore } from '../store/inspect.ts';
import { type Command, exits, readArgs, type Surroundings } from './command.ts';
import { examineCentral } from './doctor/central.ts';
import { examineClock } from './doctor/clock.ts';
import { examineDevices, leaveDevices } from './doctor/devices.ts';
import { examineDisk } from './doctor/disk.ts';
import { type Finding, fault, unchecked, well } from './doctor/finding.ts';
import { examineKey } from './doctor/key.ts';
import { cleanFinding, summary, table } from './doctor/report.ts';
import { examineStore, noStore, type StoreExamined } from './doctor/store.ts';
import { configPath, dataDir, kioskOptions } from './kiosk-at.ts';

const options = { ...kioskOptions, json: { type: 'boolean' } } as const;

const soundConfig = (path: string, { kiosk, devices }: Config): Finding =>
  well('configuration', {
    says: `${path} is sound: kiosk ${kiosk.id}, ${Object.keys(devices).length} devices.`,
  });

const storeOf = (key: Uint8Array | undefined, dir: string): StoreExamined => {
  if (!hasStore(dir)) return noStore(dir);
  if (key !== undefined) return examineStore({ dir, key });
  const says = 'Not opened: there is no key for it.';
  return { inUse: false, findings: [unchecked('store', { what: 'database', says })] };
};

/** All that can be looked at with a sound configuration. Secrets are taken out of whatever was said. */
const examine = async (path: string, config: Config, dir: string, surroundings: Surroundings) => {
  const { clock } = surroundings;
  const { key, finding } = examineKey(config, dir, surroundings);
  const store = storeOf(key, dir);
  const [devices, central] = await Promise.all([
    store.inUse ? leaveDevices(config) : examineDevices(config, clock),
    examineCentral(config.central, () => clock.now()),
  ]);
  const findings = [
    soundConfig(path, config),
    finding,
    ...examineDisk(dir),
    ...store.findings,
    ...devices,
    ...central.findings,
    examineClock(clock.now(), config.kiosk.timezone, central.clockOffset),
  ];
  const keyTexts =
    key === undefined ? [] : (['base64', 'hex'] as const).map((form) => Buffer.from(key).toString(form));
  return findings.map((one) => cleanFinding(one, [config.central.token, ...keyTexts]));
};

const statusOf = (findings: readonly Finding[]): number => {
  const faults = findings.filter(({ health }) => health === 'fault');
  if (faults.some(({ path, area }) => path !== undefined && area !== 'central system'))
    return exits.badConfiguration;
  return faults.length === 0 ? exits.well : exits.wrong;
};

export const doctor: Command = {
  name: 'doctor',
  usage: '[--json] [--config FILE] [--data DIR]',
  summary: 'look at configuration, key, disk, store, devices, central system and clock',
  run: async (args, surroundings) => {
    const { values } = readArgs(args, options, 0);
    const path = resolve(configPath(values, surroundings));
    const dir = dataDir(values, surroundings);
    const read = readConfig(path, surroundings.packaged);
    const findings = read.ok
      ? await examine(path, read.config, dir, surroundings)
      : [
          ...read.faults.map((one) =>
            fault('configuration', { what: one.path, path: one.path, says: `${one.message}.` }),
          ),
          ...examineDisk(dir),
        ];
    const status = statusOf(findings);
    const { out, err } = surroundings;
    if (values.json === true) out(JSON.stringify({ ok: status === exits.well, version, findings }, null, 2));
    else for (const line of [...table(findings), '', summary(findings)]) out(line);
    for (const { path: where, area, what, health, says } of findings)
      if (health === 'fault') err(`${where ?? (what === undefined ? area : `${area} ${what}`)}: ${says}`);
    return status;
  },
};
