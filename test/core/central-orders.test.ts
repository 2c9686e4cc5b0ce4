import { expect, test } from 'vitest';
import { centralOrders, keptOut } from '../../electron/core/central-orders.ts';
import type { SnapshotListener } from '../../electron/core/session/runner.ts';
import { initialSession, type Session, step } from '../../electron/core/session/session.ts';
import { VirtualClock } from '../devices/support/virtual-clock.ts';

const kiosk = {
  id: 'HZ-XH-0012',
  hall: '西湖区政务服务中心',
  timezone: 'Asia/Shanghai',
  languages: ['zh-CN', 'en'],
  version: '0.1.0',
  simulated: true,
};

/** A kiosk whose session somebody else moves on. */
const bench = () => {
  const clock = new VirtualClock(Date.parse('2026-11-23T10:00:00+08:00'));
  const kept = new Map<string, unknown>();
  const listeners = new Set<SnapshotListener>();
  let session: Session = initialSession(kiosk, clock.now());
  let restarts = 0;
  const tell = (event: Parameters<typeof step>[1]): void => {
    [session] = step(session, event, clock.now());
    for (const listener of [...listeners]) listener({} as Parameters<SnapshotListener>[0]);
  };
  const settings = {
    get: (key: string) => kept.get(key),
    put: (key: string, value: unknown) => void kept.set(key, value),
    remove: (key: string) => void kept.delete(key),
  };
  const runner = {
    get session() {
      return session;
    },
    onSnapshot: (listener: SnapshotListener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell,
  };
  const order = centralOrders({
    runner,
    settings,
    clock,
    restart: () => {
      restarts += 1;
    },
  });
  const intend = (intent: object): void =>
    tell({ kind: 'intent', intent: { screenId: session.screenId, ...intent } } as Parameters<typeof step>[1]);
  return { clock, order, intend, settings, listeners, restarts: () => restarts, session: () => session };
};

test('a restart that is ordered while nobody is there happens at once', () => {
  const { order, restarts } = bench();
  order({ id: 'c1', kind: 'restart-app' });
  expect(restarts()).toBe(1);
});

test('a restart that is ordered in the middle of a visit waits for its end, and happens once', async () => {
  const { clock, order, intend, restarts, listeners, session } = bench();
  intend({ kind: 'wake' });
  order({ id: 'c1', kind: 'restart-app' });
  expect(session().phase.at).toBe('visit');
  expect(restarts()).toBe(0);
  intend({ kind: 'act', action: 'end-session' });
  expect(session().phase.at).toBe('attract');
  expect(restarts()).toBe(1);
  await clock.advance(60 * 60_000);
  expect(restarts()).toBe(1);
  expect(listeners.size).toBe(0);
});

test('a kiosk that is never free is restarted all the same after a quarter of an hour', async () => {
  const { clock, order, intend, restarts } = bench();
  intend({ kind: 'wake' });
  order({ id: 'c1', kind: 'restart-machine' });
  await clock.advance(15 * 60_000 - 1);
  expect(restarts()).toBe(0);
  await clock.advance(1);
  expect(restarts()).toBe(1);
});

test('what staff have taken out of service the central system neither explains anew nor brings back', () => {
  const { order, settings } = bench();
  settings.put('out-of-service', { by: 'staff' });
  order({ id: 'c1', kind: 'out-of-service', message: '今日检修' });
  order({ id: 'c2', kind: 'in-service' });
  expect(keptOut(settings)).toEqual({ by: 'staff' });
});

test('an order of a kind that nobody knows changes nothing', () => {
  const { order, settings, restarts, session } = bench();
  const before = session();
  order({ id: 'c1', kind: 'dance' });
  expect([restarts(), keptOut(settings), session()]).toEqual([0, undefined, before]);
});
