import { describe, expect, it } from 'vitest';
import { hidPosModel } from '../../../devices/models/hid-pos/model.ts';
import { type ScannerKind, ScannerSimulator } from '../../../devices/models/hid-pos/simulator.ts';
import { memoryPair } from '../../../devices/transports/memory.ts';
import { serialTransport } from '../../../devices/transports/serial.ts';
import { systemClock } from '../../../devices/transports/transport.ts';
import { type CodeScannerRig, describeCodeScanner } from '../conformance/code-scanner.ts';
import { ptyPair } from '../support/pty.ts';
import { settle, VirtualClock } from '../support/virtual-clock.ts';

const hidRig = (kind: ScannerKind, tellsDescriptor: boolean) => async (): Promise<CodeScannerRig> => {
  const pair = memoryPair('hid:05e0:1300');
  await pair.device.open();
  const simulator = new ScannerSimulator(kind, (report) => pair.device.write(report));
  const port = simulator.hidPort(pair.host, tellsDescriptor);
  return {
    scanner: hidPosModel.create(port, systemClock, { backOff: [5] }),
    scan: (text, options) => simulator.scan(text, options),
    unplug: pair.unplug,
    plug: async () => {
      pair.plug();
      await pair.device.open();
    },
    close: () => pair.device.close(),
  };
};

describeCodeScanner('HID, with the descriptor known', hidRig('usual', true));
describeCodeScanner('HID, without its descriptor', hidRig('usual', false));
describeCodeScanner('HID with an extra byte', hidRig('extra-byte', false));
describeCodeScanner('HID with short reports', hidRig('short', true));

describeCodeScanner('a serial port', async (): Promise<CodeScannerRig> => {
  const pty = await ptyPair();
  const far = serialTransport(pty.far, { baudRate: 9600 });
  await far.open();
  const simulator = new ScannerSimulator('lines', (bytes) => far.write(bytes).catch(() => undefined));
  return {
    scanner: hidPosModel.create(serialTransport(pty.near, hidPosModel.serial), systemClock, { backOff: [5] }),
    scan: (text, options) => simulator.scan(text, options),
    unplug: pty.cut,
    plug: async () => {
      await far.close();
      await pty.join();
      await far.open();
    },
    close: async () => {
      await far.close();
      await pty.close();
    },
  };
});

const bench = async (kind: ScannerKind, address = 'hid:05e0:1300') => {
  const clock = new VirtualClock();
  const pair = memoryPair(address);
  await pair.device.open();
  const simulator = new ScannerSimulator(kind, (bytes) => pair.device.write(bytes));
  const scanner = hidPosModel.create(kind === 'lines' ? pair.host : simulator.hidPort(pair.host), clock);
  const codes: string[] = [];
  scanner.onCode(({ text, symbology }) => codes.push(`${symbology ?? ''} ${text}`));
  await scanner.start();
  return { clock, pair, simulator, scanner, codes };
};

describe('a code scanner', () => {
  it('throws a code away whose rest has not come in half a second, and says that the line is garbled', async () => {
    const { clock, simulator, scanner, codes } = await bench('usual');
    simulator.loseLastReports();
    simulator.scan('x'.repeat(100));
    await clock.advance(499);
    expect(scanner.status().conditions).toEqual([]);
    await clock.advance(1);
    expect(scanner.status()).toMatchObject({ link: 'ready', conditions: [{ code: 'garbled' }] });
    simulator.scan('whole', { symbology: ']C0' });
    await settle();
    expect(codes).toEqual([']C0 whole']);
    expect(scanner.status().conditions).toEqual([]);
  });

  it('ends a line that has no ending after 100 ms of silence', async () => {
    const { clock, simulator, codes } = await bench('lines', 'serial:/dev/ttyS0');
    simulator.scan('12345', { suffix: '' });
    await clock.advance(99);
    expect(codes).toEqual([]);
    await clock.advance(1);
    expect(codes).toEqual([' 12345']);
    expect(clock.pending).toBe(0);
  });

  it.each(['hid:0c2e:0b81', 'hid:23d0:0c80'])(
    '%s is switched to HID output by its feature report',
    async (address) => {
      const { simulator } = await bench('usual', address);
      expect(simulator.features).toEqual([Uint8Array.of(254, 1)]);
    },
  );

  it('is not called ready before it was switched over', async () => {
    const pair = memoryPair('hid:0c2e:0b81');
    await pair.device.open();
    const simulator = new ScannerSimulator('usual', (bytes) => pair.device.write(bytes));
    const port = simulator.hidPort(pair.host);
    const scanner = hidPosModel.create(port, new VirtualClock());
    const atTheSwitch: string[] = [];
    port.sendFeature = async () => {
      atTheSwitch.push(scanner.status().link);
    };
    await scanner.start();
    expect(atTheSwitch).toEqual(['connecting']);
    expect(scanner.status().link).toBe('ready');
  });

  it('that refuses to be switched over is absent, and is tried again', async () => {
    const clock = new VirtualClock();
    const pair = memoryPair('hid:0c2e:0b81');
    await pair.device.open();
    const simulator = new ScannerSimulator('usual', (bytes) => pair.device.write(bytes));
    const port = simulator.hidPort(pair.host);
    const scanner = hidPosModel.create(port, clock);
    const { sendFeature } = port;
    port.sendFeature = () => Promise.reject(new Error('refused'));
    await scanner.start();
    expect(scanner.status()).toMatchObject({ link: 'absent', detail: expect.stringContaining('refused') });
    port.sendFeature = sendFeature;
    await clock.advance(2000);
    expect(scanner.status().link).toBe('ready');
  });

  it.each([
    ['hid:05e0:1300', true, 1],
    ['hid:0c2e:0b81', false, 0],
  ] as const)('%s with wake %s gets %i feature reports', async (address, wake, reports) => {
    const pair = memoryPair(address);
    await pair.device.open();
    const simulator = new ScannerSimulator('usual', (bytes) => pair.device.write(bytes));
    const scanner = hidPosModel.create(simulator.hidPort(pair.host), new VirtualClock(), { wake });
    await scanner.start();
    expect(simulator.features).toHaveLength(reports);
    await scanner.stop();
  });

  it('of another maker gets no feature report', async () => {
    const { simulator } = await bench('usual', 'hid:05e0:1300');
    expect(simulator.features).toEqual([]);
  });

  it('half a code from before a lost connection is not joined to one after it', async () => {
    const { clock, pair, simulator, codes } = await bench('usual');
    simulator.loseLastReports();
    simulator.scan('a'.repeat(100));
    await settle();
    pair.unplug();
    pair.plug();
    await pair.device.open();
    await clock.advance(2000);
    simulator.scan('b');
    await settle();
    expect(codes).toEqual([']Q1 b']);
  });

  it('stopped in the middle of a code leaves no timer', async () => {
    const { clock, simulator, scanner } = await bench('usual');
    simulator.loseLastReports();
    simulator.scan('a'.repeat(100));
    await settle();
    await scanner.stop();
    expect(clock.pending).toBe(0);
  });
});
