import { afterEach, describe, expect, it } from 'vitest';
import type { Role } from '../../devices/device.ts';
import { CAMERA_TIMING } from '../../devices/models/camera/adapter.ts';
import { cupsTiming } from '../../devices/models/cups-lp/timing.ts';
import { ESCL_TIMING } from '../../devices/models/escl/timing.ts';
import { ESCPOS_TIMING } from '../../devices/models/escpos/timing.ts';
import { ippTiming } from '../../devices/models/ipp/timing.ts';
import { usualSettings, usualTimings } from '../../devices/models/sam/settings.ts';
import { SamSimulator, serveTcp } from '../../devices/models/sam/simulator.ts';
import { SANE_TIMING } from '../../devices/models/sane/timing.ts';
import { driverFor, everyDriver } from '../../devices/registry.ts';
import { systemClock } from '../../devices/transports/transport.ts';
import { resident } from './sam/people.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const faults = (role: Role, driver: string, options: unknown): readonly string[] =>
  driverFor(role, driver)
    ?.checkOptions(options)
    .map(({ path, message }) => `${path}: ${message}`) ?? ['there is no such driver'];

describe('the options of a driver', () => {
  it.each(everyDriver)('of $name may all be left out', ({ checkOptions }) => {
    expect(checkOptions(undefined)).toEqual([]);
    expect(checkOptions({})).toEqual([]);
  });

  it.each<[Role, string, object]>([
    ['idReader', 'sam', { ...usualSettings, timings: usualTimings }],
    ['ticketPrinter', 'escpos', { timing: ESCPOS_TIMING }],
    ['documentPrinter', 'ipp', { timing: ippTiming }],
    ['documentPrinter', 'cups-lp', { timing: cupsTiming }],
    ['scanner', 'escl', { timing: ESCL_TIMING }],
    ['scanner', 'sane', { timing: SANE_TIMING }],
    ['scanner', 'camera', { timing: CAMERA_TIMING }],
    ['codeScanner', 'hid-pos', { backOff: [2000, 5000] }],
  ])('every usual value of %s by %s can be set', (role, driver, options) => {
    expect(faults(role, driver, options)).toEqual([]);
  });

  it.each<[Role, string, unknown, string]>([
    ['idReader', 'sam', { presencePoll: 'yes' }, 'presencePoll: must be true or false'],
    ['idReader', 'sam', { timings: { pollEvery: 5 } }, 'timings.pollEvery: must be a whole number from 50'],
    ['idReader', 'sam', { timings: { wholeRead: 60_000 } }, 'timings.wholeRead: must be a whole number'],
    ['idReader', 'sam', { timings: { poll: 300 } }, 'timings.poll: is no option; there are'],
    ['idReader', 'sam', { backOff: [] }, 'backOff'],
    ['ticketPrinter', 'escpos', { characterSet: 'big5' }, 'characterSet: must be one of gb2312, gbk'],
    ['ticketPrinter', 'escpos', { marker: false }, 'marker: is no option'],
    ['ticketPrinter', 'escpos', { fontFile: 'font.ttf' }, 'fontFile: must be a whole path'],
    ['scanner', 'escl', ['timing'], ': must be a set of options'],
    ['scanner', 'sane', { timing: { poll: 1000 } }, 'timing.poll: must be a whole number from 10000'],
    ['codeScanner', 'hid-pos', { backOff: [10] }, 'backOff.0: must be a whole number from 2000'],
  ])('%s by %s refuses %j', (role, driver, options, why) => {
    expect(faults(role, driver, options)).toEqual([expect.stringContaining(why)]);
  });

  it('reach the device: a reader that can tell is asked whether the card still lies there', async () => {
    const simulator = new SamSimulator();
    const { port, close } = await serveTcp(simulator);
    const options = { presencePoll: true, timings: { pollEvery: 50 } };
    const reader = driverFor('idReader', 'sam')?.create(`tcp://127.0.0.1:${port}`, systemClock, { options });
    if (reader === undefined) throw new Error('there is no driver sam');
    closers.push(close, () => reader.stop());
    const is = (wanted: string) =>
      new Promise<void>((resolve) => {
        const undo = reader.onPresence((presence) => {
          if (presence !== wanted) return;
          undo();
          resolve();
        });
      });
    await reader.start();
    const laid = is('present');
    simulator.layCard(resident);
    await laid;
    expect((await reader.read(new AbortController().signal)).ok).toBe(true);
    const lifted = is('absent');
    simulator.liftCard();
    await lifted;
    expect(simulator.received).toContain('30 05');
  });
});
