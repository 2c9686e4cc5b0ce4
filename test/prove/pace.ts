import { drawFrom } from '../core/support/walk/draw.ts';
import { journeys } from './pace/journeys.ts';
import { bound, finishes, walksAway } from './pace/robot.ts';
import type { Proof, ProofContext } from './proof.ts';

/** How much slower than average. */
const paces = [1, 3, 10] as const;
const people = 400;
const leavers = 40;

const slow = (context: ProofContext, slowness: number, name: string, seeds: number) =>
  Array.from({ length: seeds }, (_, index) => ({
    slowness,
    draw: drawFrom(context.seedFor(`${name} ${slowness} ${index}`)),
  }));

export const pace: Proof = {
  name: 'pace',
  about: `The personal clock: ten times slower than average nobody is thrown out of any journey; whoever walks away at any step is wiped within ${bound} s.`,
  run: async (context) => {
    const took: number[] = [];
    const began = performance.now();
    for (const [name, steps] of Object.entries(journeys)) {
      for (const slowness of paces)
        await context.check(`${slowness} times slower than average, everybody finishes: ${name}`, () => {
          const persons = slow(context, slowness, name, context.times(people, 2));
          for (const person of persons) finishes(steps, person);
          return persons.length;
        });
      await context.check(`whoever walks away at any step is wiped within the bound: ${name}`, () => {
        let cases = 0;
        for (const slowness of paces)
          for (const person of slow(context, slowness, `${name} left`, context.times(leavers)))
            for (let after = 0; after < steps.length; after += 1) {
              took.push(walksAway(steps, after, person));
              cases += 1;
            }
        return cases;
      });
    }
    const sorted = [...took].sort((a, b) => a - b);
    const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
    context.note(
      `${Object.keys(journeys).length} journeys; of ${took.length} who walked away the kiosk was free after ${at(0.5)} s (half), ${at(0.99)} s (99 of 100), ${at(1)} s (all); bound ${bound} s; ${Math.round((performance.now() - began) / 1000)} s`,
    );
  },
};
