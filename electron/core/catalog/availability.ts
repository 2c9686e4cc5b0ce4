import type { Role } from '../../../devices/device.ts';
import type { Bundle, Item, Queue } from '../../contract/catalogue.ts';
import type { Reason } from '../../contract/reasons.ts';
import type { JourneyId } from '../../contract/screens.ts';
import { hallNow } from '../session/in-hall.ts';
import type { PersonalDocument, QueueFact, World } from '../session/state.ts';
import { deviceReason } from './device-reason.ts';
import { isOpen } from './hours.ts';
import { printerReason } from './paper-reason.ts';

/** Can it be finished here now? Nothing = yes; otherwise why not. Asked before the first touch of a journey. */

export const hasRole = (world: World, role: Role): boolean => world.devices[role] !== undefined;

const networkReason = (world: World): Reason | undefined =>
  world.network.online
    ? undefined
    : { code: world.network.stopped === undefined ? 'offline' : 'central-refused' };

const first = (...reasons: readonly (Reason | undefined)[]): Reason | undefined =>
  reasons.find((reason) => reason !== undefined);

/** A code of one's own phone can be read, and the central system asked whose it is. */
export const readsPhone = (world: World): boolean =>
  world.network.online && deviceReason(world, 'codeScanner') === undefined;

/** Why nobody can show here who they are, by card or by phone. Where only a card will do, ask for the reader. */
export const proofReason = (world: World): Reason | undefined =>
  readsPhone(world) ? undefined : deviceReason(world, 'idReader');

/** Figures of the queues hold for so long; an older one would be a guess. Milliseconds. */
const queueFiguresHold = 120_000;

export const freshQueue = (world: World, id: string): QueueFact | undefined =>
  world.queuesAt !== undefined && world.network.online && world.now - world.queuesAt < queueFiguresHold
    ? world.queues.find((fact) => fact.id === id)
    : undefined;

export const queueReason = (world: World, queue: Queue): Reason | undefined => {
  const told = world.queues.find((fact) => fact.id === queue.id);
  return first(
    isOpen(queue.hours, hallNow(world), world.kiosk.timezone) ? undefined : { code: 'closed-now' },
    world.network.online && told !== undefined && !told.open ? { code: 'queue-closed' } : undefined,
    printerReason(world, 'ticketPrinter', 1),
    queue.identity === 'card' ? proofReason(world) : undefined,
    world.network.online || (world.numbersLeft[queue.id] ?? 0) > 0 ? undefined : { code: 'no-numbers-left' },
  );
};

/** Which papers can only be had with something that this kiosk can't do. */
const needsScanner = (item: Item): boolean =>
  item.materials.some((material) => material.source === 'scan' && material.required && !material.deferrable);
const needsLicence = (item: Item): boolean =>
  item.materials.some(
    (material) => material.source === 'licence' && material.required && !material.deferrable,
  );

export const itemReason = (world: World, item: Item): Reason | undefined => {
  if (item.route === 'online') return { code: 'online-only' };
  if (item.route === 'counter') return { code: 'counter-only' };
  if (item.fee !== undefined) return { code: 'fee-at-counter', params: { fee: item.fee } };
  if (item.route === 'print') return journeyReason(world, 'print');
  return first(
    printerReason(world, 'ticketPrinter', 1),
    item.identity === 'card' ? proofReason(world) : undefined,
    needsLicence(item) ? deviceReason(world, 'codeScanner') : undefined,
    needsScanner(item) ? deviceReason(world, 'scanner') : undefined,
  );
};

/** Bundles are offered only where each of their items can be finished here. */
export const bundleReason = (world: World, bundle: Bundle): Reason | undefined =>
  first(
    ...bundle.items.map((id) => {
      const item = world.catalogue?.items.find((candidate) => candidate.id === id);
      return item === undefined ? ({ code: 'unsupported-here' } as const) : itemReason(world, item);
    }),
  );

export const documentReason = (world: World, document: PersonalDocument): Reason | undefined =>
  first(
    document.fee === undefined ? undefined : { code: 'fee-at-counter', params: { fee: document.fee } },
    document.assurance === 'face' ? { code: 'face-check' } : undefined,
    document.mediaType === 'application/pdf' ? undefined : { code: 'unsupported-here' },
    printerReason(world, 'documentPrinter', document.pages),
    networkReason(world),
  );

const noCatalogue = (world: World): Reason | undefined =>
  world.catalogue === undefined ? { code: 'no-catalogue' } : undefined;

export const journeyReason = (world: World, journey: JourneyId): Reason | undefined => {
  switch (journey) {
    case 'ticket': {
      const queues = world.catalogue?.queues ?? [];
      const reasons = queues.map((queue) => queueReason(world, queue));
      return first(
        printerReason(world, 'ticketPrinter', 1),
        noCatalogue(world),
        reasons.some((reason) => reason === undefined) ? undefined : (reasons[0] ?? { code: 'nothing-here' }),
      );
    }
    case 'apply':
      return first(noCatalogue(world), printerReason(world, 'ticketPrinter', 1));
    case 'print':
      return first(printerReason(world, 'documentPrinter', 1), proofReason(world), networkReason(world));
    case 'scan':
      return first(deviceReason(world, 'scanner'), proofReason(world), networkReason(world));
    case 'progress':
      return first(proofReason(world), networkReason(world));
    case 'nearby':
      return (world.catalogue?.points ?? []).length === 0 ? { code: 'nothing-here' } : undefined;
    case 'report':
      return undefined;
    case 'resume':
      return first(
        noCatalogue(world),
        deviceReason(world, 'idReader'),
        printerReason(world, 'ticketPrinter', 1),
        networkReason(world),
      );
  }
};

/** Devices without which a journey is not offered at all. */
const rolesOf: Record<JourneyId, readonly Role[]> = {
  ticket: ['ticketPrinter'],
  apply: ['ticketPrinter'],
  print: ['documentPrinter', 'idReader'],
  scan: ['scanner', 'idReader'],
  progress: ['idReader'],
  report: [],
  nearby: [],
  resume: ['idReader', 'ticketPrinter'],
};

/** The journeys this kiosk has. A missing role means that what needs it is not offered. */
export const offeredJourneys = (world: World): readonly JourneyId[] =>
  (['ticket', 'apply', 'print', 'progress', 'scan', 'resume', 'nearby', 'report'] as const).filter(
    (journey) => rolesOf[journey].every((role) => hasRole(world, role)),
  );
