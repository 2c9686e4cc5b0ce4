import { expect, it } from 'vitest';
import { playwrightCounts, sum, vitestCounts } from '../support/test-counts.ts';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((state) => ({ status: state })),
});

it('counts what passed, failed and was skipped', () => {
  const report = { testResults: [file('passed', 'passed', 'skipped'), file('failed', 'passed', 'failed')] };
  expect(vitestCounts(report, 1)).toEqual({ passed: 2, failed: 1, skipped: 1 });
});

it('a test file that could not be loaded is a failure', () =>
  expect(vitestCounts({ testResults: [file('failed'), file('passed', 'passed')] }, 1)).toMatchObject({
    failed: 1,
  }));

it('a suite that ended badly though every test passed is a failure', () => {
  expect(vitestCounts({ testResults: [file('passed', 'passed')] }, 1)).toMatchObject({ failed: 1 });
  expect(playwrightCounts({ stats: { expected: 3 }, errors: [] }, 1)).toMatchObject({ passed: 3, failed: 1 });
});

it('a suite that was killed, or left no report, is a failure', () => {
  expect(vitestCounts(undefined, null)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(playwrightCounts(undefined, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

it('a run that executed no test is a failure', () => {
  expect(vitestCounts({ testResults: [] }, 0)).toMatchObject({ failed: 1 });
  expect(vitestCounts({ testResults: [file('passed', 'skipped')] }, 0)).toMatchObject({ failed: 1 });
  expect(playwrightCounts({ stats: { expected: 0, skipped: 4 }, errors: [] }, 0)).toMatchObject({
    failed: 1,
  });
});

it('a test that passed at the second try has failed', () =>
  expect(playwrightCounts({ stats: { expected: 1, flaky: 1 }, errors: [] }, 0)).toMatchObject({ failed: 1 }));

it('adds up', () =>
  expect(
    sum([
      { passed: 1, failed: 0, skipped: 2 },
      { passed: 3, failed: 1, skipped: 0 },
    ]),
  ).toEqual({ passed: 4, failed: 1, skipped: 2 }));
