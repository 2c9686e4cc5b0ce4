import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Effect, Session } from '../../../electron/core/session/session.ts';
import { drawFrom } from '../support/walk/draw.ts';
import { beginning, type Standing } from '../support/walk/standing.ts';
import { wander } from '../support/walk/walk.ts';

const core = fileURLToPath(new URL('../../../electron/core/', import.meta.url));
const files = readdirSync(core, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => join(entry.parentPath, entry.name));

/** Files of the core that say it, as paths within it. */
const whoSays = (words: RegExp): readonly string[] =>
  files
    .filter((file) => words.test(readFileSync(file, 'utf8')))
    .map((file) => file.slice(core.length).replaceAll('\\', '/'));

test('no file but the exit makes a phase in which nobody is here, or sets the one that it has made', () => {
  // The type says it too, with `readonly` before it.
  expect(whoSays(/(?<!readonly )\bat: 'attract'/)).toEqual(['session/exit.ts']);
  expect(whoSays(/\bnobodyHere\b/)).toEqual(['session/exit.ts', 'session/session.ts']);
  expect(readFileSync(join(core, 'session/session.ts'), 'utf8').match(/\bnobodyHere\b/g)).toHaveLength(2);
});

test('no file but the exit and what asks for belongings after it leads there', () => {
  expect(whoSays(/\bshowAttract\b/)).toEqual(['session/belongings.ts', 'session/exit.ts']);
});

/** A walk, with what each step asked for. */
const walked = (
  seed: number,
  see: (before: Session, after: Session, effects: readonly Effect[]) => void,
): void => {
  const draw = drawFrom(seed);
  let standing: Standing = beginning();
  for (let count = 0; count < 400; count += 1) {
    const next = wander(draw, standing);
    see(standing.session, next.session, next.effects);
    standing = next;
  }
};

test('whatever happens, no visit ends without the wipe and the row of its end in the same step', () => {
  let ended = 0;
  for (let seed = 1; seed <= 25; seed += 1)
    walked(seed, (before, after, effects) => {
      const same =
        after.phase.at === 'visit' &&
        before.phase.at === 'visit' &&
        after.phase.visit.number === before.phase.visit.number;
      if (before.phase.at !== 'visit' || same) return;
      ended += 1;
      expect(effects.filter((effect) => effect.do === 'wipe')).toHaveLength(1);
      expect(effects.filter((effect) => effect.do === 'audit' && effect.kind === 'visit-ended')).toHaveLength(
        1,
      );
    });
  expect(ended).toBeGreaterThan(20);
});
