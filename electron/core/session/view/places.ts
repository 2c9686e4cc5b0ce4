import type { Queue } from '../../../contract/catalogue.ts';
import type { Reason } from '../../../contract/reasons.ts';
import type { JourneyId, ScreenOf } from '../../../contract/screens.ts';
import {
  bundleReason,
  documentReason,
  freshQueue,
  itemReason,
  journeyReason,
  offeredJourneys,
  queueReason,
} from '../../catalog/availability.ts';
import { isOpen } from '../../catalog/hours.ts';
import { subjectOf } from '../../catalog/subject.ts';
import { waitRange } from '../../catalog/wait-range.ts';
import { canAskAppointments } from '../../journeys/ticket.ts';
import { hallNow } from '../in-hall.ts';
import type { Session, Visit, World } from '../state.ts';
import { Turn } from '../turn.ts';

/** Reasons that another machine does not have: what the catalogue sends to the counter is for the counter everywhere. */
const everywhere: ReadonlySet<Reason['code']> = new Set([
  'fee-at-counter',
  'face-check',
  'counter-only',
  'online-only',
  'closed-now',
  'queue-closed',
]);

/** The reason with the nearest open point that offers the same, where the catalogue names one. */
export const withPoint = (world: World, reason: Reason | undefined, service: string): Reason | undefined => {
  if (reason === undefined || everywhere.has(reason.code)) return reason;
  const point = [...(world.catalogue?.points ?? [])]
    .filter((candidate) => candidate.kioskServices?.includes(service))
    .filter((candidate) => isOpen(candidate.hours, hallNow(world), world.kiosk.timezone))
    .sort((a, b) => a.distanceMetres - b.distanceMetres)[0];
  return point === undefined
    ? reason
    : { ...reason, point: { name: point.name, distanceMetres: point.distanceMetres } };
};

export const unavailable = (reason: Reason | undefined): { unavailable?: Reason } =>
  reason === undefined ? {} : { unavailable: reason };

/** People waiting and the likely range, as far as they are known now. */
const figures = (world: World, queueId: string | undefined) => {
  const fact = queueId === undefined ? undefined : freshQueue(world, queueId);
  const wait = fact === undefined ? undefined : waitRange(fact, world.served[fact.id]);
  return { waiting: fact?.waiting, wait };
};

const journeyChoice = (world: World, id: JourneyId): ScreenOf<'home'>['choices'][number] => {
  const base = { id, ...unavailable(withPoint(world, journeyReason(world, id), id)) };
  const items = world.catalogue?.items ?? [];
  if (id === 'apply')
    return { ...base, count: items.filter((item) => itemReason(world, item) === undefined).length };
  if (id !== 'ticket') return base;
  const queues = world.catalogue?.queues ?? [];
  const { waiting, wait } = figures(
    world,
    (queues.find((queue) => queue.kind === 'general') ?? queues[0])?.id,
  );
  return {
    ...base,
    ...(waiting === undefined ? {} : { count: waiting }),
    ...(wait === undefined ? {} : { wait }),
  };
};

const notices = (world: World): ScreenOf<'home'>['notices'] => [
  ...world.notices
    // Without a readable end it stands until the kiosk starts again.
    .filter((notice) => !(Date.parse(notice.until) <= hallNow(world)))
    .map(({ id, text }) => ({ id, text: { 'zh-CN': text }, level: 'info' as const })),
  ...(world.catalogue?.notices ?? [])
    .filter(
      (notice) => Date.parse(notice.from) <= hallNow(world) && hallNow(world) < Date.parse(notice.until),
    )
    .map(({ id, text, level }) => ({ id, text, level })),
];

export const attractScreen = (world: World): ScreenOf<'attract'> => ({
  name: 'attract',
  choices: offeredJourneys(world).map((id) => journeyChoice(world, id)),
  notices: notices(world),
});

export const homeScreen = (world: World): ScreenOf<'home'> => ({ ...attractScreen(world), name: 'home' });

type Appointments = NonNullable<ScreenOf<'ticket'>['appointments']>;

const appointmentsOf = (session: Session, visit: Visit): Appointments => {
  if (visit.lookUp.state === 'known') return visit.lookUp.known.appointments.length > 0 ? 'found' : 'none';
  return canAskAppointments(new Turn(session)) ? 'ask' : 'unknown';
};

/** Where this person is expected comes first; otherwise as the catalogue has it. */
const bookedFirst = (
  queues: readonly Queue[],
  booked: readonly { readonly queueId: string }[],
): readonly Queue[] => {
  const expected = ({ id }: Queue): boolean => booked.some(({ queueId }) => queueId === id);
  return [...queues.filter(expected), ...queues.filter((queue) => !expected(queue))];
};

export const ticketScreen = (session: Session, visit: Visit): ScreenOf<'ticket'> => {
  const { world } = session;
  const matter = visit.matter?.kind === 'ticket' ? visit.matter : undefined;
  const booked = visit.lookUp.state === 'known' ? visit.lookUp.known.appointments : [];
  return {
    name: 'ticket',
    priorities: ['elderly', 'disabled', 'veteran', 'appointment'],
    priority: matter?.priority ?? 'none',
    onBehalf: matter?.onBehalf ?? false,
    ...(matter?.priority === 'appointment' ? { appointments: appointmentsOf(session, visit) } : {}),
    queues: bookedFirst(world.catalogue?.queues ?? [], booked).map((queue) => {
      const { waiting, wait } = figures(world, queue.id);
      const appointment = booked.find(({ queueId }) => queueId === queue.id);
      return {
        id: queue.id,
        name: queue.name,
        prefix: queue.prefix,
        kind: queue.kind,
        needsCard: queue.identity === 'card',
        ...(queue.windows === undefined ? {} : { windows: queue.windows }),
        ...(waiting === undefined ? {} : { waiting }),
        ...(wait === undefined ? {} : { wait }),
        ...(appointment === undefined ? {} : { appointmentAt: appointment.at }),
        ...unavailable(withPoint(world, queueReason(world, queue), 'ticket')),
      };
    }),
  };
};

export const catalogueScreen = (world: World, visit: Visit): ScreenOf<'catalogue'> => {
  const zoneId = visit.place.at === 'catalogue' ? visit.place.zone : undefined;
  const zones = world.catalogue?.zones ?? [];
  const zone = zones.find((candidate) => candidate.id === zoneId);
  return {
    name: 'catalogue',
    ...(zone === undefined ? {} : { zone: zone.id }),
    zones: zones.map(({ id, name, icon, items }) => ({
      id,
      name,
      count: items.length,
      ...(icon === undefined ? {} : { icon }),
    })),
    bundles: (world.catalogue?.bundles ?? [])
      .filter((bundle) => subjectOf(world.catalogue, bundle.id)?.subject === bundle)
      .map((bundle) => ({
        id: bundle.id,
        name: bundle.name,
        count: bundle.items.length,
        ...unavailable(withPoint(world, bundleReason(world, bundle), 'apply')),
      })),
    items: (world.catalogue?.items ?? [])
      .filter((item) => zone === undefined || zone.items.includes(item.id) || item.zone === zone.id)
      .map((item) => ({
        id: item.id,
        name: item.name,
        department: item.department,
        keywords: [...(item.keywords ?? [])],
        route: item.route,
        ...(item.fee === undefined ? {} : { fee: item.fee }),
      })),
    suggestions:
      visit.lookUp.state === 'known' ? visit.lookUp.known.suggestions.map((line) => ({ ...line })) : [],
  };
};

/** Why nothing of this person can be shown. */
export const lookUpReason = (visit: Visit): Reason | undefined => {
  switch (visit.lookUp.state) {
    case 'known':
      return undefined;
    case 'unknown':
      return { code: 'unknown-person' };
    case 'failed':
      return visit.lookUp.reason;
    case 'unasked':
      return { code: 'needs-card' };
  }
};

export const documentsScreen = (world: World, visit: Visit): ScreenOf<'documents'> => {
  const documents = visit.lookUp.state === 'known' ? visit.lookUp.known.documents : [];
  return {
    name: 'documents',
    documents: documents.map((document) => {
      const { mediaType: _type, assurance: _assurance, ...line } = document;
      return { ...line, ...unavailable(withPoint(world, documentReason(world, document), 'print')) };
    }),
    ...unavailable(lookUpReason(visit)),
  };
};
