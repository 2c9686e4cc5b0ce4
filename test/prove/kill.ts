import { type Draw, drawFrom } from '../core/support/walk/draw.ts';
import { type Core, CoreGone, readyCore } from './kill/core.ts';
import { type Hall, openHall } from './kill/hall.ts';
import { type Acknowledged, applies, prints, takesTicket } from './kill/journeys.ts';
import type { Proof } from './proof.ts';

const submissions = 10_000;
/** On average one kill in so many acknowledged submissions. */
const oneKillIn = 25;
/** A kill comes at most so long after an acknowledgement. Milliseconds. */
const within = 60;
const kills = 500;
/** The kill falls anywhere in a journey, and up to so much of it after its end. */
const beyond = 1.3;
/** Kiosks side by side: one waits for its printer while another computes. Each is worth its start only for so many cases. */
const lanes = { atMost: 6, submissionsEach: 25, journeysEach: 6 } as const;

const later = (milliseconds: number, call: () => void): void => void setTimeout(call, milliseconds);

/** One life after the other, until `enough`; what a life acknowledged before its end counts. */
const live = async (
  hall: Hall,
  enough: () => boolean,
  life: (core: Core) => Promise<void>,
): Promise<void> => {
  while (!enough()) {
    let core: Core | undefined;
    try {
      core = await hall.start();
      await life(core);
    } catch (error) {
      if (!(error instanceof CoreGone)) throw error;
    } finally {
      core?.kill();
      await core?.gone;
    }
  }
};

const submitUnderKills = async (count: number, draw: Draw): Promise<number> => {
  const hall = await openHall(['ticketPrinter']);
  const acknowledged: Acknowledged[] = [];
  let question = 0;
  let killed = 0;
  try {
    await live(
      hall,
      () => acknowledged.length >= count,
      async (core) => {
        let left = 1 + draw(2 * oneKillIn);
        while (acknowledged.length < count || left === 0) {
          question += 1;
          acknowledged.push(await applies(core, `Question ${question}`));
          left -= 1;
          if (left === 0) {
            killed += 1;
            later(draw(within + 1), () => core.kill());
          }
          await core.leaves();
        }
      },
    );
    await hall.settle(acknowledged);
  } finally {
    await hall.close();
  }
  return killed;
};

const journeysOf = (hall: Hall): readonly ((core: Core, name: string) => Promise<Acknowledged>)[] => [
  takesTicket,
  (core) => prints(core, hall.outside.reader),
  applies,
];

const journeyUnderKills = async (count: number, draw: Draw): Promise<number> => {
  const hall = await openHall(['idReader', 'ticketPrinter', 'documentPrinter']);
  const journeys = journeysOf(hall);
  /** How long each takes on this machine, without a kill. Milliseconds. */
  const takes: number[] = [];
  const acknowledged: Acknowledged[] = [];
  let killed = 0;
  try {
    const first = await hall.start();
    for (const journey of journeys) {
      const began = performance.now();
      acknowledged.push(await journey(first, 'Without a kill'));
      takes.push(performance.now() - began);
      await first.leaves();
    }
    first.kill();
    await first.gone;
    await live(
      hall,
      () => killed >= count,
      async (core) => {
        hall.outside.reader.liftCard();
        const which = draw(journeys.length);
        killed += 1;
        later((draw(1_000) / 1_000) * beyond * (takes[which] ?? 0), () => core.kill());
        const done = await journeys[which]?.(core, `Journey ${killed}`);
        if (done) acknowledged.push(done);
        await core.gone;
      },
    );
    await hall.settle(acknowledged);
  } finally {
    await hall.close();
  }
  return acknowledged.length - journeys.length;
};

const inLanes = (
  each: number,
  total: number,
  seed: number,
  work: (count: number, draw: Draw) => Promise<number>,
): Promise<number[]> => {
  const many = Math.min(lanes.atMost, Math.ceil(total / each));
  return Promise.all(
    Array.from({ length: many }, (_, lane) => work(Math.ceil(total / many), drawFrom(seed + lane))),
  );
};
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

export const kill: Proof = {
  name: 'kill',
  about: 'Killed at any moment: what was acknowledged is stored, and at the central system once.',
  run: async (context) => {
    await readyCore();
    await context.check('submissions under kills just after an acknowledgement', async () => {
      const total = context.times(submissions, 20);
      const killed = sum(
        await inLanes(lanes.submissionsEach, total, context.seedFor('submissions'), submitUnderKills),
      );
      context.note(`${total} acknowledged submissions, ${killed} kills up to ${within} ms after one`);
      return total;
    });
    await context.check('tickets, certificates and applications killed anywhere', async () => {
      const total = context.times(kills, 6);
      const done = sum(
        await inLanes(lanes.journeysEach, total, context.seedFor('journeys'), journeyUnderKills),
      );
      context.note(`${total} kills within journeys, of which ${done} had been acknowledged`);
      return total;
    });
  },
};
