import { createBirpc } from 'birpc';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import type { RendererEvents } from '../../electron/contract/events.ts';
import type { CoreProcedures } from '../../electron/contract/procedures.ts';
import { closedKiosk, LOOK_AGAIN_EVERY } from '../../electron/core/closed-kiosk.ts';
import { parseConfig } from '../../electron/core/config.ts';
import { StorageFailingError, StorageFullError, type StoreFault } from '../../electron/core/store/errors.ts';
import { VirtualClock } from '../devices/support/virtual-clock.ts';
import { MONDAY_MORNING } from './support/store-bench.ts';

const closed = (why: StoreFault) => {
  const parsed = parseConfig(
    JSON.stringify({
      kiosk: { id: 'HZ-XH-0012', hall: '西湖区政务服务中心' },
      central: { url: 'http://127.0.0.1:1/api/v1', token: 'none' },
      storage: { key: { from: 'development' } },
      devices: {},
    }),
    { base: '/', packaged: false },
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  const clock = new VirtualClock(MONDAY_MORNING);
  const at = { opens: false, restarts: 0 };
  const log = pino({ level: 'silent' });
  const restart = (): void => {
    at.restarts += 1;
  };
  const kiosk = closedKiosk({ config: parsed.config, clock, log, restart, dataDir: '/' }, why, () => {
    if (!at.opens) throw why;
  });
  const toCore: ((frame: unknown) => void)[] = [];
  let fromCore: (frame: unknown) => void = () => undefined;
  kiosk.connect({
    post: (frame) => queueMicrotask(() => fromCore(frame)),
    onFrame: (listener) => toCore.push(listener),
    onClose: () => undefined,
    close: () => undefined,
  });
  const core = createBirpc<CoreProcedures, RendererEvents>(
    { snapshot: () => undefined, capture: () => undefined },
    {
      post: (frame) => queueMicrotask(() => toCore[0]?.(frame)),
      on: (listener) => {
        fromCore = listener;
      },
    },
  );
  return { kiosk, core, clock, at };
};

it('a kiosk whose disk is full says so, whatever is touched, and starts again when there is room', async () => {
  const { kiosk, core, clock, at } = closed(new StorageFullError('The disk is full.'));
  await kiosk.ready;
  const { screenId, screen } = await core.hello({});
  expect(screen).toEqual({ name: 'out-of-service', reason: { code: 'storage-full' } });
  await core.intend({ kind: 'wake', screenId });
  expect((await core.hello({})).screen.name).toBe('out-of-service');
  expect(kiosk.health()).toMatchObject({ state: 'out-of-service', reason: 'storage-full' });
  await clock.advance(3 * LOOK_AGAIN_EVERY);
  expect(at.restarts).toBe(0);
  at.opens = true;
  await clock.advance(LOOK_AGAIN_EVERY);
  expect(at.restarts).toBe(1);
});

it('a kiosk whose disk takes nothing is out of service, and does not speak of room', async () => {
  const { kiosk, core } = closed(new StorageFailingError('EIO'));
  const { screen } = await core.hello({});
  expect(screen).toEqual({ name: 'out-of-service', reason: { code: 'out-of-service' } });
  expect(kiosk.health()).toMatchObject({ reason: 'storage-failing' });
});
