import type { Flaw } from '../answer.ts';
import type { ChainEvent } from '../wire.ts';
import type { Handler, World } from '../world.ts';

/** Where `event` does not follow the line before it in its chain: one a kiosk and epoch. */
function brokenAt(last: ChainEvent | undefined, event: ChainEvent): Flaw | undefined {
  if (!last) return undefined;
  const at = `epoch ${event.epoch}, seq ${event.seq}`;
  if (event.seq !== last.seq + 1) return { path: '/seq', message: `${at} does not follow ${last.seq}` };
  if (event.prev !== last.hash) return { path: '/prev', message: `${at} is not the hash of the line before` };
  return undefined;
}

function take({ state }: World, event: ChainEvent, token: string): void {
  const same = state.events.find(({ id }) => id === event.id);
  if (same && same.hash === event.hash) return;
  const chain = `${token} ${event.epoch}`;
  const flaw = same ? { path: '/hash', message: `of ${event.id} was another before` } : undefined;
  const broken = flaw ?? brokenAt(state.chainEnds.get(chain), event);
  if (broken)
    state.violations.push({ method: 'POST', path: '/events', kind: 'broken-chain', errors: [broken] });
  state.events.push(event);
  state.chainEnds.set(chain, event);
}

/** Takes every line; a chain that does not hold is taken too, and shows as a violation `broken-chain`. */
export const appendEvents: Handler = (world, call) => {
  const lines = call.body as ChainEvent[];
  for (const event of lines) take(world, event, call.token);
  return { status: 200, body: { accepted: lines.length } };
};
