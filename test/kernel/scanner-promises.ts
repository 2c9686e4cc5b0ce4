import assert from 'node:assert/strict';
import type { CodeScanner, ScannedCode } from '../../devices/classes/code-scanner.ts';
import type { DeviceStatus } from '../../devices/device.ts';

import { type HidPosSettings, hidPosModel } from '../../devices/models/hid-pos/model.ts';
import { ScannerSimulator } from '../../devices/models/hid-pos/simulator.ts';
import { hidPortFor } from '../../devices/transports/address.ts';
import { systemClock } from '../../devices/transports/transport.ts';
import { Heard, whenStatus } from '../devices/support/events.ts';
import { openHandles } from './handles.ts';
import { type KernelPromise, withinItsTime } from './promises.ts';
import { UhidDevice } from './uhid-device.ts';

const zebra = { name: 'Test code scanner', serialNumber: 'T-0001', vendorId: 0x05e0, productId: 0x1300 };
const honeywell = { ...zebra, name: 'Test scanner that wakes', vendorId: 0x0c2e, productId: 0x0b81 };

/** A boot keyboard's collection: page 1, usage 6, eight bytes in. */
const keyboard = Uint8Array.from(
  Buffer.from(
    '05010906A101050719E029E71500250175019508810275089501810195067508150025650507190029658100C0',
    'hex',
  ),
);

/** A scanner for the kernel, moved by hand. */
const scannerInKernel = async (identity: typeof zebra) => {
  const changes = new Heard<undefined>();
  let device: UhidDevice | undefined;
  let sending: Promise<void> = Promise.resolve();
  const simulator = new ScannerSimulator('usual', (report) => {
    sending = sending.then(() => device?.send(report));
  });
  const { descriptor } = simulator;
  assert(descriptor);
  const plug = async (refusesFeatures = false): Promise<UhidDevice> => {
    const plugged = await UhidDevice.plugIn({ ...identity, descriptor }, () => changes.listen(undefined));
    plugged.refusesFeatures = refusesFeatures;
    device = plugged;
    return plugged;
  };
  return {
    simulator,
    plug,
    /** What was scanned is with the kernel, then the plug is pulled. */
    unplug: async () => {
      await sending;
      await device?.unplug();
      device = undefined;
    },
    /** Resolves when the device has seen something that fits. */
    saw: (fits: (device: UhidDevice) => boolean) => changes.until(() => device !== undefined && fits(device)),
  };
};

type Bench = Awaited<ReturnType<typeof scannerInKernel>> & {
  readonly scanner: CodeScanner;
  readonly codes: Heard<ScannedCode>;
};

type BenchOptions = {
  readonly identity?: typeof zebra;
  readonly address?: string;
  readonly options?: HidPosSettings;
};

/** A scanner, plugged in, and the adapter that is started on it; everything is taken down afterwards. */
const onBench = async (
  work: (bench: Bench) => Promise<void>,
  { identity = zebra, address = 'hid:05e0:1300', options = {} }: BenchOptions = {},
): Promise<void> => {
  const rig = await scannerInKernel(identity);
  const scanner = hidPosModel.create(hidPortFor(address, hidPosModel), systemClock, options);
  const codes = new Heard<ScannedCode>();
  scanner.onCode(codes.listen);
  await rig.plug();
  try {
    await scanner.start();
    await withinItsTime(work({ ...rig, scanner, codes }));
  } finally {
    await scanner.stop();
    await rig.unplug();
  }
};

const isReady = ({ link }: { link: string }): boolean => link === 'ready';
const isAbsent = ({ link }: { link: string }): boolean => link === 'absent';

const reads = (
  name: string,
  text: string,
  options: Parameters<ScannerSimulator['scan']>[1] = {},
): KernelPromise => ({
  name,
  keep: () =>
    onBench(async ({ scanner, simulator, codes }) => {
      await whenStatus(scanner, isReady);
      simulator.scan(text, options);
      const [code] = await codes.until(({ length }) => length > 0);
      assert.deepEqual(code, { text, symbology: options.symbology ?? ']Q1' });
    }),
});

export const scannerPromises: readonly KernelPromise[] = [
  reads('a bar code in ASCII is read, with its symbology', 'HZ-2026-000123', { symbology: ']C0' }),
  reads('a Chinese code in UTF-8 is read', '杭州市民中心 3 号窗口'),
  reads('a Chinese code in GB18030 is read', '杭州市民中心取号', { encoding: 'gb18030' }),
  reads(
    'a code too long for one report is put together from several',
    'https://example.cn/'.padEnd(180, '0'),
  ),
  {
    name: 'forty codes in a row arrive, each once and in order',
    keep: () =>
      onBench(async ({ simulator, codes }) => {
        const texts = Array.from({ length: 40 }, (_, index) => `A${index}`);
        for (const text of texts) simulator.scan(text);
        const heard = await codes.until(({ length }) => length >= texts.length);
        assert.deepEqual(
          heard.map(({ text }) => text),
          texts,
        );
      }),
  },
  {
    name: 'of a scanner that is also a keyboard, the scanner is opened',
    keep: async () => {
      const typist = await UhidDevice.plugIn({ ...zebra, descriptor: keyboard });
      try {
        await onBench(async ({ simulator, codes }) => {
          simulator.scan('6901234567892');
          assert.equal((await codes.until(({ length }) => length > 0))[0]?.text, '6901234567892');
        });
      } finally {
        await typist.unplug();
      }
    },
  },
  {
    name: 'a scanner pulled out is absent and leaves no handle; plugged in again it reads by itself',
    keep: () =>
      onBench(async ({ scanner, simulator, codes, plug, unplug }) => {
        assert.equal((await openHandles('/dev/hidraw')).length, 1);
        await unplug();
        await whenStatus(scanner, isAbsent);
        assert.deepEqual(await openHandles('/dev/hidraw'), []);
        await plug();
        await whenStatus(scanner, isReady);
        assert.equal((await openHandles('/dev/hidraw')).length, 1);
        simulator.scan('after the plug was put back');
        await codes.until(({ length }) => length > 0);
        assert.deepEqual(
          codes.all.map(({ text }) => text),
          ['after the plug was put back'],
        );
      }),
  },
  {
    name: 'a scanner that was out for only a moment is noticed, and reads again',
    keep: () =>
      onBench(async ({ scanner, simulator, codes, plug, unplug }) => {
        const losses = new Heard<DeviceStatus>();
        scanner.onStatus((status) => isAbsent(status) && losses.listen(status));
        await unplug();
        await plug();
        await losses.until(({ length }) => length > 0);
        await whenStatus(scanner, isReady);
        simulator.scan('again');
        await codes.until(({ length }) => length > 0);
        assert.equal((await openHandles('/dev/hidraw')).length, 1);
      }),
  },
  {
    name: 'a scanner pulled out and put back ten times, whatever it was just doing, keeps one handle',
    keep: () =>
      onBench(
        async ({ scanner, simulator, codes, saw, plug, unplug }) => {
          for (let times = 0; times < 10; times += 1) {
            simulator.scan(`before ${times}`);
            await unplug();
            await plug();
          }
          await saw(({ isOpen }) => isOpen);
          await whenStatus(scanner, isReady);
          simulator.scan('after');
          await codes.until((all) => all.some(({ text }) => text === 'after'));
          assert.equal((await openHandles('/dev/hidraw')).length, 1);
        },
        { options: { backOff: [20] } },
      ),
  },
  {
    name: 'half a code that was scanned before the plug was pulled is not joined with the next code',
    keep: () =>
      onBench(async ({ scanner, simulator, codes, plug, unplug }) => {
        simulator.loseLastReports();
        simulator.scan('1'.repeat(80));
        await unplug();
        await whenStatus(scanner, isAbsent);
        await plug();
        await whenStatus(scanner, isReady);
        simulator.scan('2');
        assert.deepEqual(
          (await codes.until(({ length }) => length > 0)).map(({ text }) => text),
          ['2'],
        );
      }),
  },
  {
    name: 'a scanner that starts as a keyboard is switched over each time it is plugged in',
    keep: () =>
      onBench(
        async ({ scanner, saw, plug, unplug }) => {
          const woken = ({ features }: UhidDevice): boolean =>
            features.some((report) => Buffer.from(report).equals(Buffer.of(254, 1)));
          await saw(woken);
          await unplug();
          await whenStatus(scanner, isAbsent);
          await plug();
          await saw(woken);
          await whenStatus(scanner, isReady);
        },
        { identity: honeywell, address: 'hid:0c2e:0b81' },
      ),
  },
  {
    name: 'a scanner that refuses to be switched over is absent until it obeys, and leaves no handle',
    keep: () =>
      onBench(
        async ({ scanner, saw, plug, unplug }) => {
          await unplug();
          await whenStatus(scanner, isAbsent);
          const stubborn = await plug(true);
          await saw(({ features, isOpen }) => features.length > 0 && !isOpen);
          assert.equal(scanner.status().link, 'absent');
          assert.deepEqual(await openHandles('/dev/hidraw'), []);
          stubborn.refusesFeatures = false;
          await whenStatus(scanner, isReady);
        },
        { identity: honeywell, address: 'hid:0c2e:0b81' },
      ),
  },
  {
    name: 'a scanner that is stopped while it is being opened leaves no handle',
    keep: () =>
      onBench(async ({ scanner, saw }) => {
        await scanner.stop();
        const started = scanner.start();
        await scanner.stop();
        await started;
        await saw(({ isOpen }) => !isOpen);
        assert.deepEqual(await openHandles('/dev/hidraw'), []);
      }),
  },
  {
    name: 'a scanner that was stopped is let go of: the device is closed and no handle is left',
    keep: () =>
      onBench(async ({ scanner, saw }) => {
        await saw(({ isOpen }) => isOpen);
        await scanner.stop();
        await saw(({ isOpen }) => !isOpen);
        assert.deepEqual(await openHandles('/dev/hidraw'), []);
      }),
  },
];
