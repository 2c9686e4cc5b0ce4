import { describe, expect, it } from 'vitest';
import { wantedBlocks } from '../../../electron/core/sync/lease-policy.ts';

const weekdays = [1, 2, 3, 4, 5] as const;
const office = {
  id: 'office',
  hours: [
    { days: [...weekdays], from: '08:30', to: '12:00' },
    { days: [...weekdays], from: '13:30', to: '17:30' },
  ],
};
const always = { id: 'always', hours: [] };
const night = { id: 'night', hours: [{ days: [5], from: '22:00', to: '02:00' }] };

const wanted = (
  at: string,
  queues: Parameters<typeof wantedBlocks>[0]['queues'],
  facts: Partial<Parameters<typeof wantedBlocks>[0]> = {},
) =>
  wantedBlocks({
    queues,
    now: Date.parse(at),
    timezone: 'Asia/Shanghai',
    left: () => ({}),
    asked: [],
    ...facts,
  }).map(({ queueId, businessDate }) => `${queueId} ${businessDate}`);

describe('blocks are asked for', () => {
  it.each([
    ['before the hall opens', '2026-03-02T06:00:00+08:00', ['office 2026-03-02']],
    ['over noon', '2026-03-02T12:30:00+08:00', ['office 2026-03-02']],
    ['not after it closes', '2026-03-02T17:31:00+08:00', []],
    ["in the evening for tomorrow's", '2026-03-02T18:00:00+08:00', ['office 2026-03-03']],
    ['not on Friday evening, as tomorrow is Saturday', '2026-03-06T19:00:00+08:00', []],
    ['on Sunday evening for Monday', '2026-03-08T19:00:00+08:00', ['office 2026-03-09']],
  ])('%s', (_, at, expected) => {
    expect(wanted(at, [office])).toEqual(expected);
  });

  it('for a queue that never closes, today and from six for tomorrow', () => {
    expect(wanted('2026-03-02T17:59:00+08:00', [always])).toEqual(['always 2026-03-02']);
    expect(wanted('2026-12-31T18:00:00+08:00', [always])).toEqual(['always 2026-12-31', 'always 2027-01-01']);
  });

  it('after midnight for a queue that opened the evening before', () => {
    expect(wanted('2026-03-07T01:00:00+08:00', [night])).toEqual(['night 2026-03-07']);
    expect(wanted('2026-03-07T03:00:00+08:00', [night])).toEqual([]);
  });

  it('by the date of the hall, not of Greenwich', () => {
    expect(wanted('2026-03-01T23:30:00Z', [always])).toEqual(['always 2026-03-02']);
  });

  it('when fewer than eight are left, and not while an answer is awaited', () => {
    const at = '2026-03-02T10:00:00+08:00';
    expect(wanted(at, [always], { left: () => ({ always: 8 }) })).toEqual([]);
    expect(wanted(at, [always], { left: () => ({ always: 7 }) })).toEqual(['always 2026-03-02']);
    const asked = [{ queueId: 'always', businessDate: '2026-03-02' }];
    expect(wanted(at, [always], { asked })).toEqual([]);
  });
});
