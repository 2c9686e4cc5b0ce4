import type { ScanSource } from '../../../devices/classes/scanner.ts';
import { type ConditionCode, canWork, type DeviceStatus, type Role } from '../../../devices/device.ts';
import type { Reason, ReasonCode } from '../../contract/reasons.ts';
import type { World } from '../session/state.ts';

/** What a device that can't work is told as. Pure. */

const missingRole: Record<Role, ReasonCode> = {
  idReader: 'no-reader',
  ticketPrinter: 'no-ticket-printer',
  documentPrinter: 'no-document-printer',
  scanner: 'no-scanner',
  codeScanner: 'no-code-scanner',
};

const troubleOf: Record<Role, ReasonCode> = {
  idReader: 'reader-trouble',
  ticketPrinter: 'ticket-printer-trouble',
  documentPrinter: 'document-printer-trouble',
  scanner: 'scanner-trouble',
  codeScanner: 'code-scanner-trouble',
};

const wordsFor: Partial<Record<Role, Partial<Record<ConditionCode, ReasonCode>>>> = {
  ticketPrinter: {
    'paper-out': 'ticket-paper-out',
    'cover-open': 'ticket-cover-open',
    'paper-jam': 'ticket-jam',
    overheated: 'ticket-printer-cooling',
  },
  documentPrinter: {
    'paper-out': 'document-paper-out',
    'paper-jam': 'document-jam',
    'cover-open': 'document-cover-open',
    'door-open': 'document-cover-open',
    'toner-empty': 'document-toner-out',
    'output-full': 'document-output-full',
    'tray-missing': 'document-paper-out',
  },
  scanner: { 'paper-jam': 'scan-jam', 'cover-open': 'scan-cover-open' },
};

/** What passes without anybody's hands: no staff is called for it. */
const passing: ReadonlySet<ReasonCode> = new Set(['document-printer-busy', 'ticket-printer-cooling']);

export const passesByItself = ({ code }: Reason): boolean => passing.has(code);

/** Something is the matter with it, and nothing better is known. */
export const troubleReason = (world: World, role: Role): Reason => ({
  code: world.devices[role]?.driver === 'camera' ? 'camera-trouble' : troubleOf[role],
});

/** Why this status keeps the role from its job; undefined: it does not. */
const reasonOf = (world: World, role: Role, status: DeviceStatus): Reason | undefined => {
  if (canWork(status)) return undefined;
  const error = status.conditions.find((condition) => condition.severity === 'error');
  const code = error === undefined ? undefined : wordsFor[role]?.[error.code];
  return code === undefined ? troubleReason(world, role) : { code };
};

/** Of a scanner that goes on working (its link says so) these are its feeder's: paper never moves on a glass, and its lid may be open. */
const ofFeeder: ReadonlySet<ConditionCode> = new Set(['paper-jam', 'cover-open']);

/** Why no scan can be made from this source now; undefined: it can. */
export const sourceReason = (world: World, source: ScanSource): Reason | undefined => {
  const status = world.devices.scanner?.status;
  if (status === undefined) return { code: missingRole.scanner };
  if (source === 'feeder') return reasonOf(world, 'scanner', status);
  const conditions = status.conditions.filter(({ code }) => !ofFeeder.has(code));
  const works = status.link === 'ready' || status.link === 'busy';
  return reasonOf(world, 'scanner', works ? { ...status, conditions } : status);
};

/** Why this device can't do its job now; undefined: it can. A scanner can as long as one of its sources can. */
export const deviceReason = (world: World, role: Role): Reason | undefined => {
  const fact = world.devices[role];
  if (fact === undefined) return { code: missingRole[role] };
  const reason = reasonOf(world, role, fact.status);
  if (role !== 'scanner' || reason === undefined) return reason;
  const others = world.scanSources.filter((source) => source !== 'feeder');
  return others.some((source) => sourceReason(world, source) === undefined) ? undefined : reason;
};
