import { expect, test } from 'vitest';
import { addDays, dateIn, timestampIn } from '../../../electron/core/catalog/dates.ts';
import { isOpen } from '../../../electron/core/catalog/hours.ts';
import { maskAddress, maskName, maskNumber, maskPhone } from '../../../electron/core/catalog/mask.ts';
import { waitRange } from '../../../electron/core/catalog/wait-range.ts';

const zone = 'Asia/Shanghai';
const at = (time: string): number => Date.parse(`${time}+08:00`);

test('the business date turns at the hall’s midnight, not at Greenwich’s', () => {
  expect(dateIn(Date.parse('2026-11-22T15:59:59Z'), zone)).toBe('2026-11-22');
  expect(dateIn(Date.parse('2026-11-22T16:00:00Z'), zone)).toBe('2026-11-23');
});

test('times are told with the offset of the hall', () => {
  expect(timestampIn(Date.parse('2026-11-22T16:00:00.900Z'), zone)).toBe('2026-11-23T00:00:00+08:00');
  expect(timestampIn(Date.parse('2026-07-01T00:00:00Z'), 'America/St_Johns')).toBe(
    '2026-06-30T21:30:00-02:30',
  );
});

test('days are added over months and leap days', () => {
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
});

test('open from the first minute to before the last, on its days only', () => {
  const hours = [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }];
  expect(isOpen(hours, at('2026-11-23T09:00:00'), zone)).toBe(true);
  expect(isOpen(hours, at('2026-11-23T08:59:59'), zone)).toBe(false);
  expect(isOpen(hours, at('2026-11-23T17:00:00'), zone)).toBe(false);
  expect(isOpen(hours, at('2026-11-22T12:00:00'), zone)).toBe(false);
  expect(isOpen([], at('2026-11-22T03:00:00'), zone)).toBe(true);
});

test('hours that run past midnight belong to the day they began', () => {
  const night = [{ days: [7], from: '22:00', to: '06:00' }];
  expect(isOpen(night, at('2026-11-22T23:00:00'), zone)).toBe(true);
  expect(isOpen(night, at('2026-11-23T05:59:00'), zone)).toBe(true);
  expect(isOpen(night, at('2026-11-23T23:00:00'), zone)).toBe(false);
  expect(isOpen([{ days: [1], from: '00:00', to: '24:00' }], at('2026-11-23T23:59:59'), zone)).toBe(true);
});

test('the wait is told as a range outwards to five minutes, and not at all without open windows', () => {
  const queue = { id: 'q', waiting: 7, averageServiceSeconds: 300, openWindows: 2, open: true };
  expect(waitRange(queue)).toEqual({ fromMinutes: 10, toMinutes: 25 });
  expect(waitRange({ ...queue, waiting: 0 })).toEqual({ fromMinutes: 0, toMinutes: 5 });
  expect(waitRange({ ...queue, openWindows: 0 })).toBeUndefined();
});

test('a mask never shows the middle of a number, a name’s rest, or a door', () => {
  expect(maskNumber('11010519491231002X')).toBe('110***********002X');
  expect(maskNumber('1234567')).toBe('*******');
  expect(maskPhone('13800000001')).toBe('138****0001');
  expect(maskName('测试样例')).toBe('测***');
  expect(maskName('测')).toBe('测*');
  expect(maskAddress('杭州市西湖区样例路9号')).toBe('杭州市西湖******');
});
