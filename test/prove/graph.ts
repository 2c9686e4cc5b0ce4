import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Screen } from '../../electron/contract/screens.ts';
import { secrets } from '../core/support/people.ts';
import { type Draw, drawFrom } from '../core/support/walk/draw.ts';
import { beginning, type Standing, seen } from '../core/support/walk/standing.ts';
import { touchesToHaven, wander } from '../core/support/walk/walk.ts';
import { goThroughAll, touchesAllowed } from './graph/exhaustive.ts';
import { WalkMap } from './graph/map.ts';
import { asDot, asSvg } from './graph/picture.ts';
import type { Proof, ProofContext } from './proof.ts';

/** Steps of one walk: several visits long. */
const steps = 200;
const walks = 4_000;
/** A way out is looked for at every ninth step: looking costs more than walking. */
const wayOutEvery = 9;

/** What a step must keep; throws a sentence that says what was broken. */
type Promised = (standing: Standing, draw: Draw, step: number) => void;

const hasWayOut: Promised = (standing, _, step) => {
  if (step % wayOutEvery !== 0) return;
  if (touchesToHaven(standing, touchesAllowed) === undefined)
    throw new Error(`no end or beginning within ${touchesAllowed} touches`);
};

const forgetsPeople: Promised = ({ session }) => {
  if (session.phase.at === 'visit') return;
  const value = JSON.stringify(session);
  const left = secrets.findIndex((secret) => value.includes(secret));
  if (left >= 0) throw new Error(`without a visit the session still holds secret ${left} of a person`);
};

const dropsBytes: Promised = ({ session: { phase }, held }) => {
  const settled =
    phase.at !== 'visit' || (phase.visit.place.at === 'home' && phase.visit.awaited.length === 0);
  if (settled && held.length > 0)
    throw new Error(`${held.length} pieces of bytes outlive what they were for`);
};

const printsOnce: Promised = ({ slips }) => {
  const last = slips.at(-1);
  if (last === undefined || !slips.slice(0, -1).some(({ recordId }) => recordId === last.recordId)) return;
  const intent = last.by.kind === 'intent' ? last.by.intent : undefined;
  const asked = intent?.kind === 'choose' ? intent.id : intent?.kind === 'act' ? intent.action : 'nobody';
  if (asked !== 'did-not' && asked !== 'print') throw new Error(`a slip was sent again by ${asked}`);
};

const promised: readonly Promised[] = [hasWayOut, forgetsPeople, dropsBytes, printsOnce];

/** One walk, from a kiosk that nobody uses yet; every snapshot on it fits the contract. */
const walk = (seed: number, map: WalkMap): void => {
  const draw = drawFrom(seed);
  let standing = beginning();
  let before = seen(standing.session);
  for (let step = 0; step < steps; step += 1) {
    standing = wander(draw, standing);
    const after = seen(standing.session);
    map.saw(before, after);
    before = after;
    for (const keeps of promised) {
      try {
        keeps(standing, draw, step);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        throw new Error(`walk ${seed}, step ${step}, on ${after.screen.name}: ${why}`);
      }
    }
  }
};

/** Screens that a walk in a hall with everything switched on has no way to. None: each is seen. */
const unseen = (map: WalkMap): readonly string[] =>
  Screen.options.map(({ shape }) => shape.name.value).filter((name) => !map.screens.includes(name));

export const walkAll = async (
  context: ProofContext,
  title: string,
  map = new WalkMap(),
): Promise<WalkMap> => {
  const draw = drawFrom(context.seedFor('walks'));
  const total = context.times(walks, 4);
  const began = performance.now();
  for (let count = 1; count <= total; count += 1) {
    const seed = draw(2 ** 31);
    await context.check(`whatever happens in walk ${seed}, every promise is kept`, () => {
      walk(seed, map);
      return steps;
    });
    if (count % 1_000 === 0)
      context.note(
        `${count} walks, ${map.states} states, ${map.edges} edges, ${Math.round((performance.now() - began) / 1000)} s`,
      );
  }
  await writeFile(join(context.results, 'graph.md'), map.toMarkdown(title));
  await writeFile(join(context.results, 'graph.dot'), asDot(map));
  await writeFile(join(context.results, 'graph.svg'), asSvg(map));
  context.note(`${map.steps} steps, ${map.screens.length} screens, ${map.states} states, ${map.edges} edges`);
  return map;
};

export const graph: Proof = {
  name: 'graph',
  about:
    'No dead end: every screen in every state of devices, network and paper, every touch and event there; then walks without a plan.',
  run: async (context) => {
    const map = new WalkMap();
    await goThroughAll(context, map);
    await walkAll(context, `Which screen follows which (seed ${context.seed})`, map);
    await context.check('every screen of the contract is walked through', () => {
      const missing = unseen(map);
      if (missing.length > 0) throw new Error(`never seen: ${missing.join(', ')}`);
      return map.screens.length;
    });
  },
};
