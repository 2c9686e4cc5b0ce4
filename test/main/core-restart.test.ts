import { expect, it } from 'vitest';
import { exitCodes } from '../../electron/core/exit-codes.ts';
import { afterExit, BAD_CONFIGURATION, START_AGAIN } from '../../electron/main/core-restart.ts';

const exit = { code: 1, ranMs: 100, failures: 0, stopping: false };

it('the shell and the core mean the same by their exit statuses', () => {
  expect(BAD_CONFIGURATION).toBe(exitCodes.badConfiguration);
  expect(START_AGAIN).toBe(exitCodes.startAgain);
});

it('a bad configuration ends the kiosk with its own status', () =>
  expect(afterExit({ ...exit, code: BAD_CONFIGURATION })).toEqual({ kind: 'end', status: 78 }));

it('a core that was told to stop is not started again, whatever it ended with', () => {
  expect(afterExit({ ...exit, code: 137, stopping: true })).toEqual({ kind: 'end', status: 0 });
  expect(afterExit({ ...exit, code: START_AGAIN, stopping: true })).toEqual({ kind: 'end', status: 0 });
});

it('a core that keeps falling is started after 1, 2, 5, 10 and again 10 seconds', () => {
  let failures = 0;
  const pauses: number[] = [];
  for (let fall = 0; fall < 6; fall += 1) {
    const verdict = afterExit({ ...exit, failures });
    if (verdict.kind === 'end') throw new Error('it must go on');
    pauses.push(verdict.afterMs);
    failures = verdict.failures;
  }
  expect(pauses).toEqual([1_000, 2_000, 5_000, 10_000, 10_000, 10_000]);
});

it('a fall after a long run counts as the first one', () =>
  expect(afterExit({ ...exit, ranMs: 30_000, failures: 4 })).toEqual({
    kind: 'restart',
    afterMs: 1_000,
    failures: 1,
  }));

it('even an end without any fault is followed by a new core, because a hall needs one', () =>
  expect(afterExit({ ...exit, code: 0 })).toMatchObject({ kind: 'restart' }));

it('a core that asks for it is started at once', () => {
  expect(afterExit({ ...exit, code: START_AGAIN, ranMs: 60_000, failures: 3 })).toEqual({
    kind: 'restart',
    afterMs: 0,
    failures: 0,
  });
  expect(afterExit({ ...exit, code: START_AGAIN })).toMatchObject({ afterMs: 0 });
});

it('a core that asks at every start is slowed down like one that falls', () => {
  const first = afterExit({ ...exit, code: START_AGAIN });
  if (first.kind === 'end') throw new Error('it must go on');
  expect(afterExit({ ...exit, code: START_AGAIN, failures: first.failures })).toMatchObject({
    afterMs: 2_000,
  });
});
