import { CoreGone, readyCore } from '../../prove/kill/core.ts';
import { openHall } from '../../prove/kill/hall.ts';
import { applies } from '../../prove/kill/journeys.ts';
import type { Figure } from '../bench.ts';

/** From SIGKILL to the first application that is acknowledged again, against the time that one takes anyway. */
export const restartFigures = async (): Promise<readonly Figure[]> => {
  await readyCore();
  const hall = await openHall(['ticketPrinter']);
  try {
    const first = await hall.start();
    await applies(first, 'warm');
    await first.leaves();
    const before = performance.now();
    await applies(first, 'alone');
    const alone = performance.now() - before;
    const killed = performance.now();
    first.kill();
    await first.gone;
    const second = await hall.start();
    await applies(second, 'again');
    const again = performance.now() - killed;
    second.kill();
    await second.gone;
    return [
      {
        what: 'kill -9 to the first accepted application',
        ours: `${Math.round(again)} ms`,
        peer: `an application without a kill ${Math.round(alone)} ms`,
        ratio: again / alone,
      },
    ];
  } catch (error) {
    if (error instanceof CoreGone) throw new Error('the core ended by itself', { cause: error });
    throw error;
  } finally {
    await hall.close();
  }
};
