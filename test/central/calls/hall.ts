import type { World } from '../world.ts';
import { conditional, type Handler } from '../world.ts';

const quiet = { waiting: 0, averageServiceSeconds: 300, openWindows: 3, open: true };

/** People with a ticket for this queue and day who have not been served, and those who came another way. */
export function waitingIn({ state, queues }: World, queueId: string, businessDate?: string): number {
  const others = queues.find(({ id }) => id === queueId)?.waiting ?? quiet.waiting;
  const issued = state.tickets.filter(
    (ticket) =>
      ticket.queueId === queueId &&
      ticket.voided === undefined &&
      (businessDate === undefined || ticket.businessDate === businessDate),
  );
  return others + issued.length;
}

export const getCatalogue: Handler = ({ catalogue }, call) =>
  conditional(catalogue, call.headers['if-none-match']);

export const getStaff: Handler = ({ staff }, call) => conditional(staff, call.headers['if-none-match']);

export const getQueues: Handler = (world) => ({
  status: 200,
  body: world.catalogue.queues.map(({ id, prefix }) => ({
    ...(world.queues.find((load) => load.id === id) ?? quiet),
    id,
    prefix,
    waiting: waitingIn(world, id),
  })),
});
