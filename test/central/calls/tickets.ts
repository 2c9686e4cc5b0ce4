import { type Flaw, problem, refused } from '../answer.ts';
import type { TicketBlock } from '../state.ts';
import type { Ticket, TicketBlockRequest } from '../wire.ts';
import type { Handler } from '../world.ts';
import { waitingIn } from './hall.ts';

/** The next numbers of this queue and day. What was leased once is never leased again, released or not. */
export const leaseTicketBlock: Handler = ({ state, catalogue }, call) => {
  const { id, kioskId, queueId, businessDate, size } = call.body as TicketBlockRequest;
  const queue = catalogue.queues.find((one) => one.id === queueId);
  if (!queue) return refused({ path: '/queueId', message: 'names no queue' });
  const earlier = state.blocks.filter(
    (block) => block.businessDate === businessDate && block.prefix === queue.prefix,
  );
  const from = 1 + Math.max(0, ...earlier.map(({ to }) => to));
  const block = { id, queueId, businessDate, prefix: queue.prefix, from, to: from + size - 1 };
  state.blocks.push({ ...block, kioskId, released: [] });
  return { status: 201, body: block };
};

const isUsed = (block: TicketBlock, tickets: readonly Ticket[], from: number, to: number) =>
  tickets.some((ticket) => {
    const number = Number(ticket.number.slice(block.prefix.length));
    return ticket.blockId === block.id && number >= from && number <= to;
  });

export const releaseTicketBlock: Handler = ({ state }, call) => {
  const { from, to } = call.body as { from: number; to: number };
  const block = state.blocks.find(({ id }) => id === call.params.id);
  if (!block) return problem(404, 'not-found');
  if (from > to || from < block.from || to > block.to)
    return refused({ path: '/from', message: `..to is not within ${block.from}..${block.to}` });
  if (isUsed(block, state.tickets, from, to))
    return refused({ path: '/from', message: '..to holds a number that a citizen has' });
  block.released.push({ from, to });
  return { status: 200 };
};

function flawsOf(ticket: Ticket, block: TicketBlock | undefined, tickets: readonly Ticket[]): Flaw[] {
  if (!block) return [{ path: '/blockId', message: 'names no block' }];
  const flaws: Flaw[] = [];
  for (const key of ['queueId', 'businessDate', 'kioskId'] as const)
    if (ticket[key] !== block[key]) flaws.push({ path: `/${key}`, message: 'is not the block’s' });
  const value = Number(ticket.number.slice(block.prefix.length));
  if (ticket.number !== `${block.prefix}${String(value).padStart(3, '0')}`)
    flaws.push({ path: '/number', message: `is not ${block.prefix} and at least three digits` });
  if (value < block.from || value > block.to)
    flaws.push({ path: '/number', message: 'is outside the block' });
  if (block.released.some(({ from, to }) => value >= from && value <= to))
    flaws.push({ path: '/number', message: 'was released' });
  const twin = (other: Ticket) =>
    other.number === ticket.number && other.businessDate === ticket.businessDate;
  if (tickets.some(twin)) flaws.push({ path: '/number', message: 'was handed out before' });
  if (tickets.some(({ id }) => id === ticket.id)) flaws.push({ path: '/id', message: 'was used before' });
  if (ticket.appointmentId !== undefined && ticket.priority !== 'appointment')
    flaws.push({ path: '/appointmentId', message: 'comes without the priority' });
  return flaws;
}

export const issueTicket: Handler = (world, call) => {
  const ticket = call.body as Ticket;
  const block = world.state.blocks.find(({ id }) => id === ticket.blockId);
  const flaws = flawsOf(ticket, block, world.state.tickets);
  if (flaws.length > 0) return refused(...flaws);
  const waitingAhead = waitingIn(world, ticket.queueId, ticket.businessDate);
  world.state.tickets.push({ ...ticket });
  return { status: 201, body: { number: ticket.number, waitingAhead } };
};

export const voidTicket: Handler = ({ state }, call) => {
  const ticket = state.tickets.find(({ id }) => id === call.params.id);
  if (!ticket) return problem(404, 'not-found');
  ticket.voided ??= (call.body as { reason: string }).reason;
  return { status: 200 };
};
