import { describe, expect, it } from 'vitest';
import { statusLines } from '../../../devices/cli/describe.ts';
import { probeDeadline, settled } from '../../../devices/cli/probe.ts';
import { canWork } from '../../../devices/device.ts';
import type { DeviceOf } from '../../../devices/registry.ts';
import { systemClock } from '../../../devices/transports/transport.ts';
import { type AnyDevice, byHand, code } from './by-hand.ts';
import type { Named } from './named.ts';

/** Milliseconds: a start, a person's hands, a slow scanner. */
const patience = 180_000;

/** A new device of this kind, stopped whatever happens. */
const withDevice = async (named: Named, work: (device: AnyDevice) => Promise<void>): Promise<void> => {
  const device = named.driver.create(named.at, systemClock) as AnyDevice;
  try {
    await work(device);
  } finally {
    await device.stop();
  }
};

/** Starts it, and says how it is where it can't work. */
const ready = async (device: AnyDevice): Promise<void> => {
  const status = await settled(device, systemClock, probeDeadline);
  expect(canWork(status), statusLines(status).join('; ')).toBe(true);
};

const nothing = () => undefined;

/** The job of each class, asked for with a signal that is aborted already. */
const cancelledJobs = {
  idReader: async (reader: DeviceOf['idReader'], signal: AbortSignal) => code(await reader.read(signal)),
  ticketPrinter: async (printer: DeviceOf['ticketPrinter'], signal: AbortSignal) =>
    code(await printer.print({ lines: [{ kind: 'text', text: 'TEST' }] }, signal)),
  documentPrinter: async (printer: DeviceOf['documentPrinter'], signal: AbortSignal) => {
    const sheet = { pages: 1, sides: 'one-sided', copies: 1, media: 'iso_a4_210x297mm' } as const;
    return code(await printer.print({ pdf: new Uint8Array(0), ...sheet }, nothing, signal));
  },
  scanner: async (scanner: DeviceOf['scanner'], signal: AbortSignal) => {
    const [source = 'flatbed' as const] = scanner.capabilities()?.sources ?? [];
    const request = { source, resolution: 300, colour: 'grey', maxPages: 1 } as const;
    return code(await scanner.scan(request, nothing, signal));
  },
};

const cancelled = (device: AnyDevice): Promise<string> => {
  const signal = AbortSignal.abort();
  switch (device.role) {
    case 'idReader':
      return cancelledJobs.idReader(device, signal);
    case 'ticketPrinter':
      return cancelledJobs.ticketPrinter(device, signal);
    case 'documentPrinter':
      return cancelledJobs.documentPrinter(device, signal);
    case 'scanner':
      return cancelledJobs.scanner(device, signal);
    case 'codeScanner':
      throw new TypeError('a code scanner has no job that could be cancelled');
  }
};

/** Those promises of a class that a real device can be held to without being broken. Each test opens it anew. */
export const describeHardware = (named: Named, hands: boolean): void => {
  describe(`${named.role}: ${named.driver.name} at ${named.at}`, { timeout: patience }, () => {
    const promise = (sentence: string, work: (device: AnyDevice) => Promise<void>): void =>
      it(sentence, () => withDevice(named, work));

    promise('is absent before the start, and can work after it', async (device) => {
      expect(device.role).toBe(named.role);
      expect(device.status().link).toBe('absent');
      await ready(device);
    });

    promise('stopped it is absent, and started again it can work', async (device) => {
      await ready(device);
      await device.stop();
      expect(device.status().link).toBe('absent');
      await ready(device);
    });

    if (named.role !== 'codeScanner')
      promise('a job cancelled beforehand is not begun', async (device) => {
        await ready(device);
        expect(await cancelled(device)).toBe('cancelled');
        expect(canWork(device.status())).toBe(true);
      });

    if (named.role === 'idReader')
      promise('has told the number of its module', async (device) => {
        await ready(device);
        expect(device.role === 'idReader' && device.samNumber()).toMatch(/^\d\d\.\d\d-/);
      });

    if (named.role === 'scanner')
      promise('knows what it can do', async (device) => {
        await ready(device);
        const can = device.role === 'scanner' ? device.capabilities() : undefined;
        expect(can?.sources.length).toBeGreaterThan(0);
        expect(can?.resolutions.length).toBeGreaterThan(0);
      });

    const { instruction, sentence, work } = byHand[named.role];
    if (!hands) console.info(`${named.role}, with KIOSK_HANDS=1: ${instruction}`);
    it.runIf(hands)(sentence, () =>
      withDevice(named, async (device) => {
        await ready(device);
        console.info(`${named.role}: ${instruction}`);
        await work(device);
      }),
    );
  });
};
