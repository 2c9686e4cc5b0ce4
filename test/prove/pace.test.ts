import { expect, test } from 'vitest';
import { delays } from '../../electron/core/session/delays.ts';
import { drawFrom } from '../core/support/walk/draw.ts';
import { journeys } from './pace/journeys.ts';
import { bound, finishes, walksAway } from './pace/robot.ts';
import { pace } from './pace.ts';
import { prove } from './proof.ts';

/** The short form of `npm run prove -- pace`. */
test('two people of each pace finish every journey, and whoever walks away at any step is wiped within the bound', async () => {
  const report = await prove(pace, { seed: 20261123, factor: 0.001, results: '' });
  expect(report.failed).toEqual([]);
  expect(report.passed).toBeGreaterThan(400);
}, 30_000);

test('the bound is the cap, the longest warning and the reminder, and nothing else', () => {
  expect(bound).toBe((delays.idleCap + delays.idleWarningCap + delays.belongings) / 1_000 + 1);
});

test('the robots are thrown out where nobody waits for them: thirty times slower is too slow for the first warning', () => {
  const person = { slowness: 30, draw: drawFrom(1) };
  expect(() => finishes(journeys.apply ?? [], person)).toThrow('thrown out at step');
});

test('somebody who leaves before the first touch is gone after a minute and the warning', () => {
  expect(walksAway(journeys.ticket ?? [], 0, { slowness: 1, draw: drawFrom(1) })).toBe(
    (delays.idleFloor + delays.idleWarning) / 1_000,
  );
});
