import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, clockIn, dateIn, timestampIn } from '../../../electron/core/catalog/dates.ts';

const zones = [
  'Asia/Shanghai',
  'Asia/Urumqi',
  'America/New_York',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Australia/Lord_Howe',
  'Europe/Dublin',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'UTC',
] as const;
const hours = [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }];

/** Run in a process of its own: what the hall's calendar says at moments that are near somebody's midnight. */
const told = (machine: string): string => {
  const at = (name: string): string =>
    JSON.stringify(new URL(`../../../electron/core/${name}.ts`, import.meta.url).href);
  const program = `
    const { dateIn, timestampIn, clockIn } = await import(${at('catalog/dates')});
    const { isOpen } = await import(${at('catalog/hours')});
    const { wantedBlocks } = await import(${at('sync/lease-policy')});
    const hours = ${JSON.stringify(hours)};
    for (let at = Date.parse('2026-03-07T00:00:00Z'); at < Date.parse('2026-03-10T00:00:00Z'); at += 1_700_000)
      for (const timezone of ['Asia/Shanghai', 'America/New_York']) {
        const queues = [{ id: 'q', hours }];
        const wanted = wantedBlocks({ queues, now: at, timezone, left: () => ({}), asked: [] });
        console.log(timestampIn(at, timezone), dateIn(at, timezone), JSON.stringify([clockIn(at, timezone), isOpen(hours, at, timezone), wanted]));
      }`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    env: { ...process.env, TZ: machine, NODE_OPTIONS: '' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
};

describe('the hall’s calendar', () => {
  it.each(['America/New_York', 'Pacific/Kiritimati', 'UTC'])(
    'is the same on a machine set to %s',
    (machine) => {
      const here = told('Asia/Shanghai');
      expect(here.split('\n').length).toBeGreaterThan(200);
      expect(told(machine)).toBe(here);
    },
  );

  it('tells every moment so that it can be read back, in every zone, summer time and the year 2200 included', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: Math.floor(Date.UTC(2200, 0) / 1000) }),
        (zone, second) => {
          const stamp = timestampIn(second * 1000, zone);
          expect(Date.parse(stamp)).toBe(second * 1000);
          expect(dateIn(second * 1000, zone)).toBe(stamp.slice(0, 10));
          const { minute } = clockIn(second * 1000, zone);
          expect(minute).toBe(Number(stamp.slice(11, 13)) * 60 + Number(stamp.slice(14, 16)));
        },
      ),
      { numRuns: 2_000, seed: 20261125 },
    );
  });

  it('has every date once and in order, whatever the clocks are put forward or back', () => {
    for (const zone of zones)
      for (const year of [2026, 2038, 2100, 2106]) {
        let before = dateIn(Date.UTC(year, 0, 2), zone);
        for (let at = Date.UTC(year, 0, 2); at < Date.UTC(year, 11, 30); at += 6 * 3_600_000) {
          const date = dateIn(at, zone);
          expect([before, addDays(before, 1)]).toContain(date);
          before = date;
        }
      }
  });

  it('repeats the hour that comes twice with another offset, and leaves out the one that does not come', () => {
    const zone = 'America/New_York';
    const first = Date.parse('2026-11-01T05:30:00Z');
    expect(timestampIn(first, zone)).toBe('2026-11-01T01:30:00-04:00');
    expect(timestampIn(first + 3_600_000, zone)).toBe('2026-11-01T01:30:00-05:00');
    const spring = Date.parse('2026-03-08T06:59:59Z');
    expect(timestampIn(spring, zone)).toBe('2026-03-08T01:59:59-05:00');
    expect(timestampIn(spring + 1_000, zone)).toBe('2026-03-08T03:00:00-04:00');
  });
});
