import { scenes } from '../../core/support/scenes/scenes.ts';
import { standingOf } from '../../core/support/scenes/standing-of.ts';
import { happen, looksLike, type Standing, seen } from '../../core/support/walk/standing.ts';
import { touchesToHaven } from '../../core/support/walk/walk.ts';
import type { ProofContext } from '../proof.ts';
import { everyEvent } from './events.ts';
import type { WalkMap } from './map.ts';
import { touchesAll } from './nodes.ts';
import { becomes, everyWorld, inWords, worldsWithOneFault } from './worlds.ts';

/** What is finite is gone through whole: every scene in every world, every touch there, and every event. */

export const touchesAllowed = 6;

const scene = (name: string): Standing => standingOf((scenes[name] ?? scenes.home ?? never)());
const never = (): never => {
  throw new Error('there is no scene');
};

const hasWayOut = (standing: Standing): void => {
  if (touchesToHaven(standing, touchesAllowed) === undefined)
    throw new Error(`no finish, staff or home within ${touchesAllowed} touches`);
};

/** One promise a scene and check: a broken one names the world that broke it. */
const inAllWorlds = (
  worlds: typeof everyWorld,
  from: Standing,
  body: (standing: Standing) => number,
): number =>
  worlds.reduce((cases, world) => {
    try {
      return cases + body(becomes(from, world));
    } catch (error) {
      throw new Error(`${inWords(world)}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }, 0);

export const goThroughAll = async (context: ProofContext, map: WalkMap): Promise<void> => {
  const worlds = context.spread(everyWorld.length, 12).flatMap((index) => everyWorld[index] ?? []);
  const faults = context
    .spread(worldsWithOneFault.length, 3)
    .flatMap((index) => worldsWithOneFault[index] ?? []);
  const names = Object.keys(scenes);
  let [nodes, touches, events] = [0, 0, 0];
  const began = performance.now();
  for (const [index, name] of names.entries()) {
    const from = scene(name);
    await context.check(`in every world "${name}" has a way out, and what it shows can be done`, () =>
      inAllWorlds(worlds, from, (standing) => {
        const snapshot = seen(standing.session);
        hasWayOut(standing);
        const { touched, next } = touchesAll(standing);
        for (const { control, after } of next) map.touched(snapshot, control, looksLike(after.session));
        nodes += 1;
        touches += touched;
        return 1 + touched;
      }),
    );
    await context.check(
      `with one thing wrong at a time, "${name}" handles every event and still has a way out`,
      () =>
        inAllWorlds(faults, from, (standing) => {
          const before = looksLike(standing.session);
          const all = everyEvent(standing);
          for (const event of all) {
            const after = happen(standing, event, 1_000);
            map.saw(before, seen(after.session));
            hasWayOut(after);
          }
          events += all.length;
          return all.length;
        }),
    );
    if (index % 10 === 9)
      context.note(
        `${index + 1} of ${names.length} scenes, ${nodes} nodes, ${Math.round((performance.now() - began) / 1000)} s`,
      );
  }
  context.note(
    `${names.length} scenes in ${worlds.length} worlds: ${nodes} nodes, ${touches} touches, ${events} events`,
  );
};
