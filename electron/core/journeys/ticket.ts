import type { Reason } from '../../contract/reasons.ts';
import { Priority } from '../../contract/screens.ts';
import { freshQueue, proofReason, queueReason } from '../catalog/availability.ts';
import { waitRange } from '../catalog/wait-range.ts';
import { reserve } from '../session/paper/reserve.ts';
import type { Settled, TicketMatter } from '../session/state.ts';
import type { Turn } from '../session/turn.ts';
import { identifyThen, isProven } from './identify.ts';
import { setMatter } from './navigation.ts';
import { printSlip } from './slips.ts';

const matterOf = (turn: Turn): TicketMatter | undefined =>
  turn.visit?.matter?.kind === 'ticket' ? turn.visit.matter : undefined;

export const openTicket = (turn: Turn): void => {
  setMatter(turn, { kind: 'ticket', priority: 'none', onBehalf: false });
  reserve(turn, 'ticketPrinter', 1);
  turn.go({ at: 'ticket' });
  turn.do({ do: 'refresh-queues' });
};

/** A queue goes on at once; priority and on-behalf are offered without standing in the way. */
export const chooseInTicket = (turn: Turn, id: string): void => {
  const matter = matterOf(turn);
  if (matter === undefined) return;
  if (id === 'on-behalf') {
    turn.change({ matter: { ...matter, onBehalf: !matter.onBehalf } });
    return;
  }
  const priority = Priority.safeParse(id);
  if (priority.success) {
    turn.change({
      matter: { ...matter, priority: matter.priority === priority.data ? 'none' : priority.data },
    });
    return;
  }
  const queue = turn.world.catalogue?.queues.find((candidate) => candidate.id === id);
  if (queue === undefined || queueReason(turn.world, queue) !== undefined) return;
  turn.change({ matter: { ...matter, queueId: queue.id } });
  if (queue.identity === 'card') identifyThen(turn, false, issue);
  else issue(turn);
};

/** 预约: card or phone tells the central system who it is, and so which appointments there are. Nobody has to. */
export const canAskAppointments = (turn: Turn): boolean =>
  turn.world.network.online && proofReason(turn.world) === undefined;

export const wantsAppointments = (turn: Turn): boolean =>
  turn.place?.at === 'ticket' &&
  matterOf(turn)?.priority === 'appointment' &&
  turn.visit?.lookUp.state !== 'known' &&
  canAskAppointments(turn);

export const askAppointments = (turn: Turn): void => {
  if (wantsAppointments(turn)) identifyThen(turn, false, showAppointments);
};

/** Back to the queues, which now say when this person is expected. */
const showAppointments = (turn: Turn): void => {
  if (turn.place?.at === 'identify' && turn.visit?.past.at(-1)?.at === 'ticket') turn.back();
  else turn.replaceOrGo({ at: 'ticket' });
};

/** The person is known: their number, or the choice of queues where none was chosen yet. */
export const afterTicketIdentity = (turn: Turn): void =>
  matterOf(turn)?.queueId === undefined ? showAppointments(turn) : issue(turn);

/** Takes the next number of this kiosk's block. What the central system knows of the person comes along, if anything. */
export const issue = (turn: Turn): void => {
  const visit = turn.visit;
  const matter = matterOf(turn);
  if (visit === undefined || matter?.queueId === undefined) return;
  const known = visit.lookUp.state === 'known' ? visit.lookUp.known : undefined;
  const appointment = known?.appointments.find((candidate) => candidate.queueId === matter.queueId);
  // What the central system does not know of is no appointment; where it can't be asked, the window looks.
  const unfounded = matter.priority === 'appointment' && known !== undefined && appointment === undefined;
  const priority = unfounded ? 'none' : matter.priority;
  turn.change({ matter: { ...matter, priority } });
  turn.replaceOrGo({ at: 'printing', what: 'ticket', state: 'saving' });
  turn.do({
    do: 'issue-ticket',
    ref: turn.await(),
    queueId: matter.queueId,
    priority,
    onBehalf: matter.onBehalf,
    // A number that somebody typed is no proof: it takes nobody's place in a queue.
    ...(isProven(visit.person) ? { person: visit.person } : {}),
    ...(known?.subjectToken === undefined ? {} : { subjectToken: known.subjectToken }),
    ...(priority === 'appointment' && appointment !== undefined ? { appointmentId: appointment.id } : {}),
  });
};

export const onTicketIssued = (
  turn: Turn,
  outcome: { ok: true; id: string; number: string; queueId: string } | { ok: false; reason: Reason },
): void => {
  if (turn.place?.at !== 'printing') return;
  if (!outcome.ok) {
    turn.sound('trouble');
    turn.arrive({ at: 'trouble', reason: outcome.reason, pages: [] });
    return;
  }
  const matter = matterOf(turn);
  const queue = turn.world.catalogue?.queues.find((candidate) => candidate.id === outcome.queueId);
  const fact = freshQueue(turn.world, outcome.queueId);
  const wait = fact === undefined ? undefined : waitRange(fact, turn.world.served[fact.id]);
  const settled: Settled = {
    kind: 'ticket',
    recordId: outcome.id,
    number: outcome.number,
    queue: queue?.name ?? { 'zh-CN': outcome.queueId },
    priority: matter?.priority ?? 'none',
    onBehalf: matter?.onBehalf ?? false,
    slip: 'none',
    ...(queue?.windows === undefined ? {} : { windows: queue.windows }),
    ...(fact === undefined ? {} : { waiting: fact.waiting }),
    ...(wait === undefined ? {} : { wait }),
  };
  printSlip(turn, settled);
};
