import { expect, test } from 'vitest';
import { remembered, type ServiceHistory } from '../../../electron/core/catalog/service-history.ts';
import { waitRange } from '../../../electron/core/catalog/wait-range.ts';

const minute = 60_000;
const queue = { id: 'general', waiting: 12, averageServiceSeconds: 300, openWindows: 3, open: true };

/** What was told in the last hours, every five minutes: seconds of service a person. */
const told = (...seconds: readonly number[]): ServiceHistory =>
  seconds.reduce<ServiceHistory>(
    (history, averageServiceSeconds, index) =>
      remembered(history, [{ ...queue, averageServiceSeconds }], index * 5 * minute),
    {},
  );

test('an even morning makes a narrow range, a restless one a wide one', () => {
  const even = waitRange(queue, told(300, 300, 305, 295, 300, 300).general);
  const restless = waitRange(queue, told(150, 600, 200, 300, 550, 300).general);
  expect(even).toEqual({ fromMinutes: 15, toMinutes: 25 });
  expect(restless).toEqual({ fromMinutes: 10, toMinutes: 40 });
});

test('too short a history is no history: the range stays as wide as for an unknown hall', () => {
  expect(waitRange(queue, told(300, 300).general)).toEqual(waitRange(queue));
});

test('however even it was, a range is never one number', () => {
  const { fromMinutes = 0, toMinutes = 0 } =
    waitRange({ ...queue, waiting: 40 }, told(300, 300, 300, 300, 300).general) ?? {};
  expect(toMinutes).toBeGreaterThan(fromMinutes);
});

test('what is older than two hours, what came within two minutes and queues told no longer are not remembered', () => {
  const first = remembered({}, [queue], 0);
  expect(remembered(first, [queue], minute).general).toHaveLength(1);
  expect(remembered(first, [queue], 3 * minute).general).toHaveLength(2);
  expect(remembered(first, [queue], 121 * minute).general).toEqual([{ at: 121 * minute, seconds: 100 }]);
  expect(remembered(first, [], minute)).toEqual({});
});

test('a queue without an open window adds nothing and promises nothing', () => {
  const closed = { ...queue, openWindows: 0 };
  expect(remembered({}, [closed], 0).general).toEqual([]);
  expect(waitRange(closed, told(300, 300, 300, 300, 300).general)).toBeUndefined();
});
