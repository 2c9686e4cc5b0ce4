import fc from 'fast-check';
import { expect, test } from 'vitest';
import { secrets } from '../support/people.ts';
import { answer, anyFact } from '../support/walk/answers.ts';
import { drawFrom } from '../support/walk/draw.ts';
import { beginning, happen, seen } from '../support/walk/standing.ts';
import { touchesToHaven, wander } from '../support/walk/walk.ts';

const walks = fc.record({ seed: fc.nat(), steps: fc.integer({ min: 150, max: 200 }) });

test('whatever happens in whatever order, every screen fits the contract and an end or a beginning is six touches away', () => {
  const visited = new Set<string>();
  fc.assert(
    fc.property(walks, ({ seed, steps }) => {
      const draw = drawFrom(seed);
      let standing = beginning();
      for (let count = 0; count < steps; count += 1) {
        standing = wander(draw, standing);
        const { screen } = seen(standing.session);
        visited.add(screen.name);
        if (count % 9 === 0)
          expect(touchesToHaven(standing, 6), `no way out of ${JSON.stringify(screen)}`).toBeDefined();
      }
    }),
    { numRuns: 25, seed: 20261123 },
  );
  // A walk that only ever sees the first screens would prove nothing.
  expect(visited.size).toBeGreaterThanOrEqual(18);
});

test('whenever no visit runs, nothing of any person is in the session’s value', () => {
  fc.assert(
    fc.property(walks, ({ seed, steps }) => {
      const draw = drawFrom(seed);
      let standing = beginning();
      for (let count = 0; count < steps; count += 1) {
        standing = wander(draw, standing);
        if (standing.session.phase.at === 'visit') continue;
        const value = JSON.stringify(standing.session);
        for (const secret of secrets) expect(value).not.toContain(secret);
      }
    }),
    { numRuns: 20, seed: 7 },
  );
});

test('no bytes outlive what they were for: none without a visit, none at home with nothing under way', () => {
  let everHeld = 0;
  fc.assert(
    fc.property(walks, ({ seed, steps }) => {
      const draw = drawFrom(seed);
      let standing = beginning();
      for (let count = 0; count < steps; count += 1) {
        standing = wander(draw, standing);
        everHeld += standing.held.length;
        const { phase } = standing.session;
        const settled =
          phase.at !== 'visit' || (phase.visit.place.at === 'home' && phase.visit.awaited.length === 0);
        if (settled) expect(standing.held).toEqual([]);
      }
    }),
    { numRuns: 40, seed: 11 },
  );
  expect(everHeld).toBeGreaterThan(100);
});

test('no slip of the same record is sent twice but by `print` after a refusal or by "it did not"', () => {
  let again = 0;
  fc.assert(
    fc.property(walks, ({ seed, steps }) => {
      const draw = drawFrom(seed);
      let standing = beginning();
      for (let count = 0; count < steps; count += 1) standing = wander(draw, standing);
      standing.slips.forEach(({ recordId, by }, index) => {
        if (!standing.slips.slice(0, index).some((slip) => slip.recordId === recordId)) return;
        again += 1;
        expect(by).toMatchObject({ kind: 'intent' });
        const intent = by.kind === 'intent' ? by.intent : undefined;
        const asked = intent?.kind === 'choose' ? intent.id : intent?.kind === 'act' ? intent.action : '';
        expect(['did-not', 'print']).toContain(asked);
      });
    }),
    { numRuns: 40, seed: 12 },
  );
  expect(again).toBeGreaterThan(0);
});

test('a session is the same whenever the same things happen to it', () => {
  const run = (seed: number): string => {
    const draw = drawFrom(seed);
    let standing = beginning();
    for (let count = 0; count < 80; count += 1) standing = wander(draw, standing);
    return JSON.stringify(standing.session);
  };
  expect(run(4)).toBe(run(4));
  expect(run(4)).not.toBe(run(5));
});

test('an answer that nobody waits for, and any fact, leave an attract screen as free of a visit as before', () => {
  const draw = drawFrom(99);
  let standing = beginning();
  for (let count = 0; count < 60; count += 1)
    standing = happen(
      standing,
      answer(draw, { do: 'print-slip', ref: `0:${count}`, language: 'en', slip: receipt }),
    );
  expect(seen(standing.session).screen.name).toBe('attract');
  for (let count = 0; count < 60; count += 1) {
    const fact = anyFact(draw);
    if (fact.kind !== 'presence') standing = happen(standing, fact);
  }
  expect(standing.session.visits).toBe(0);
});

const receipt = {
  kind: 'receipt',
  recordId: 'r',
  records: [],
  deferred: [],
} as const;
