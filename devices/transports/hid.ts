import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { HIDAsync } from 'node-hid';
import { failed, type Outcome, succeeded } from '../device.ts';
import type { HidPort } from './transport.ts';
import { type Connect, nextTurn, type Wire, type WireOptions, WireTransport } from './wire.ts';

/** Which device: its path, or its ids; several interfaces share the ids, so the usage page chooses between them. */
export type HidSelection =
  | { readonly path: string }
  | {
      readonly vendorId: number;
      readonly productId: number;
      readonly usagePage?: number;
      readonly serialNumber?: string;
    };

type HidWire = Wire & {
  sendFeature(report: Uint8Array): Promise<void>;
  reportDescriptor(): Promise<Uint8Array | undefined>;
};

const hex = (id: number): string => id.toString(16).padStart(4, '0');

const addressOf = (selection: HidSelection): string =>
  'path' in selection
    ? `hid:${selection.path}`
    : `hid:${hex(selection.vendorId)}:${hex(selection.productId)}`;

/** Enumeration is slow (it asks every device): done once an opening, never on a timer of its own. */
const findPath = async (selection: HidSelection): Promise<string> => {
  if ('path' in selection) return selection.path;
  const { devicesAsync } = await import('node-hid');
  const found = (await devicesAsync(selection.vendorId, selection.productId)).filter(
    ({ serialNumber }) => selection.serialNumber === undefined || serialNumber === selection.serialNumber,
  );
  const wanted = found.filter(({ usagePage }) => usagePage === selection.usagePage);
  // Some systems don't tell usage pages: then the first interface has to do.
  const chosen = wanted[0] ?? found.find(({ usagePage }) => usagePage === undefined);
  const device = selection.usagePage === undefined ? found[0] : chosen;
  if (device?.path !== undefined) return device.path;
  throw new Error(
    found.length === 0
      ? 'no such device is plugged in'
      : `the device has no interface with usage page 0x${selection.usagePage?.toString(16)}`,
  );
};

/** Linux shows the descriptor beside the device; elsewhere node-hid has no way to ask for it. */
const descriptorOf = async (path: string): Promise<Uint8Array | undefined> => {
  if (!/^\/dev\/hidraw\d+$/.test(path)) return undefined;
  try {
    return await readFile(`/sys/class/hidraw/${basename(path)}/device/report_descriptor`);
  } catch {
    return undefined;
  }
};

/**
 * node-hid has no `close` event: its `error` (a read failed) is the loss of the device. `close()` is called exactly once
 * and after the listeners are gone, because closing with a `data` listener has crashed older versions.
 */
const connectTo =
  (selection: HidSelection): Connect<HidWire> =>
  async (events, signal) => {
    const path = await findPath(selection);
    signal.throwIfAborted();
    const { HIDAsync: Hid } = await import('node-hid');
    const device: HIDAsync = await Hid.open(path);
    device.on('error', (error: unknown) =>
      events.lost(error instanceof Error ? error.message : String(error)),
    );
    device.on('data', (report: Buffer) => events.data(report));
    return {
      write: async (report) => {
        await device.write(Buffer.from(report));
      },
      discardInput: nextTurn,
      sendFeature: async (report) => {
        await device.sendFeatureReport(Buffer.from(report));
      },
      reportDescriptor: () => descriptorOf(path),
      close: async () => {
        device.removeAllListeners();
        device.on('error', () => undefined);
        await device.close();
      },
    };
  };

class HidTransport extends WireTransport<HidWire> implements HidPort {
  async sendFeature(report: Uint8Array): Promise<void> {
    await this.opened().sendFeature(report);
  }

  async reportDescriptor(): Promise<Uint8Array | undefined> {
    return this.opened().reportDescriptor();
  }
}

export const hidTransport = (selection: HidSelection, options: WireOptions = {}): HidPort =>
  new HidTransport(addressOf(selection), connectTo(selection), options);

export type HidFound = {
  readonly path: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly usagePage?: number;
  readonly name?: string;
};

/** Asks every HID device: slow, never on a timer. Never rejects. */
export const listHidDevices = async (): Promise<Outcome<readonly HidFound[]>> => {
  try {
    const { devicesAsync } = await import('node-hid');
    const devices = await devicesAsync();
    return succeeded(
      devices.flatMap(({ path, vendorId, productId, usagePage, manufacturer, product }) => {
        if (path === undefined) return [];
        const name = [manufacturer, product].filter((word) => word).join(' ');
        return [
          {
            path,
            vendorId,
            productId,
            ...(usagePage === undefined ? {} : { usagePage }),
            ...(name === '' ? {} : { name }),
          },
        ];
      }),
    );
  } catch (error) {
    return failed('rejected', error instanceof Error ? error.message : String(error));
  }
};
