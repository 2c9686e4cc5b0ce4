import { readdir } from 'node:fs/promises';
import { failed, type Outcome, succeeded } from '../device.ts';
import { closeWhenQuiet, hasDescriptor } from './serial-descriptor.ts';
import type { ByteTransport } from './transport.ts';
import { type Connect, nextTurn, type WireOptions, WireTransport } from './wire.ts';

/** How the line is set. What is left out is 8 data bits, no parity, 1 stop bit, no flow control. */
export type SerialSettings = {
  /** Bits a second. */
  readonly baudRate: number;
  readonly dataBits?: 5 | 6 | 7 | 8;
  readonly parity?: 'none' | 'even' | 'odd' | 'mark' | 'space';
  readonly stopBits?: 1 | 1.5 | 2;
  /** Flow control by the RTS and CTS lines. */
  readonly rtscts?: boolean;
  /** Flow control by XON and XOFF: both, or none. */
  readonly xonxoff?: boolean;
};

/**
 * What was measured with serialport 13 and is answered here:
 * - the port is opened by its explicit path; listing ports starts `udevadm` and never shows ptys or udev's own links;
 * - an unplugged device shows as `close` with an error, in milliseconds, without `error`; a write that was pending adds an
 *   `error` "Canceled", and `close` may come twice: an `error` listener is always there, and the loss is told once;
 * - the callback of a write may never come after an error: pending writes fail with the connection (`WireTransport`);
 * - a device that goes between two reads lets every further read end with no bytes, which bindings-cpp 13 takes for "read again",
 *   for ever: the line's hang-up is watched apart from the reads;
 * - a close does not wait for reads and writes under way: `closeWhenQuiet`;
 * - modem lines are never read or set: ptys and some converters refuse.
 * The native part is loaded at the first opening, so that kiosks without serial devices run where it has no build.
 */
const connectTo =
  (path: string, settings: SerialSettings): Connect =>
  async (events) => {
    const { SerialPort } = await import('serialport');
    const port = new SerialPort({
      path,
      baudRate: settings.baudRate,
      dataBits: settings.dataBits ?? 8,
      parity: settings.parity ?? 'none',
      stopBits: settings.stopBits ?? 1,
      rtscts: settings.rtscts ?? false,
      xon: settings.xonxoff ?? false,
      xoff: settings.xonxoff ?? false,
      autoOpen: false,
    });
    // Before anything is read: see closeWhenQuiet.
    port.once('open', () => hasDescriptor(port.port) && closeWhenQuiet(port.port));
    let trouble: string | undefined;
    const gone = Promise.withResolvers<void>();
    port.on('error', (error: Error & { canceled?: boolean }) => {
      if (!error.canceled) trouble = error.message;
      // A port that failed to read or write but stays open is of no use; the owner opens it anew.
      if (!error.canceled && port.isOpen) events.lost(error.message);
    });
    port.on('close', (error: Error | null | undefined) => {
      gone.resolve();
      events.lost(error?.message ?? trouble ?? 'the port closed');
    });
    port.on('data', (bytes: Buffer) => events.data(bytes));
    try {
      await new Promise<void>((done, fail) => port.open((error) => (error ? fail(error) : done())));
    } catch (error) {
      port.removeAllListeners();
      port.on('error', () => undefined);
      throw error;
    }
    watchHangUp(port.port, events.lost);
    return {
      write: (bytes) =>
        new Promise((done, fail) =>
          port.write(Buffer.from(bytes), (error) => (error ? fail(error) : done())),
        ),
      discardInput: async () => {
        await new Promise<void>((done, fail) => port.flush((error) => (error ? fail(error) : done())));
        await nextTurn();
      },
      close: async () => {
        // A close that fails has still given the descriptor back; one already under way ends in the `close` event.
        if (port.isOpen) port.close((error) => error && gone.resolve());
        else gone.resolve();
        await gone.promise;
        port.destroy();
        port.removeAllListeners();
        // A write cancelled by the close may still say so later.
        port.on('error', () => undefined);
      },
    };
  };

/** Where the platform's binding polls its descriptor (not on Windows, where a read ends with an error). */
const watchHangUp = (binding: unknown, lost: (detail: string) => void): void => {
  if (typeof binding !== 'object' || binding === null || !('poller' in binding)) return;
  const poller = binding.poller as {
    once(event: 'disconnect', told: (error: (Error & { canceled?: boolean }) | null) => void): unknown;
  };
  // Our own close says "Canceled".
  poller.once('disconnect', (error) => error?.canceled === true || lost('the line hung up'));
};

/** A UART, a USB converter or a pty. One owner: the port is locked, and a second opening fails. */
export const serialTransport = (
  path: string,
  settings: SerialSettings,
  options: WireOptions = {},
): ByteTransport =>
  // A picture of 60 kB takes a minute at 9600: twice its time on the wire (11 bits a byte) before it counts as stuck.
  new WireTransport(`serial:${path}`, connectTo(path, settings), {
    perByte: 22_000 / settings.baudRate,
    ...options,
  });

export type SerialPortFound = {
  /** The name to configure: it stays the same whichever socket the converter is in. */
  readonly path: string;
  readonly maker?: string;
  readonly vendorId?: number;
  readonly productId?: number;
};

const byId = '/dev/serial/by-id';

const hex = (text: string | undefined): number | undefined =>
  text === undefined || !/^[0-9a-f]{1,4}$/i.test(text) ? undefined : Number.parseInt(text, 16);

/** On Linux `udevadm` is asked; where it is missing only the links that udev has made can be shown. Never rejects. */
export const listSerialPorts = async (): Promise<Outcome<readonly SerialPortFound[]>> => {
  try {
    const { SerialPort } = await import('serialport');
    const ports = await SerialPort.list();
    return succeeded(
      ports.map(({ path, manufacturer, vendorId, productId, pnpId }) => {
        const [vendor, product] = [hex(vendorId), hex(productId)];
        return {
          path: pnpId && vendor !== undefined ? `${byId}/${pnpId}` : path,
          ...(manufacturer === undefined ? {} : { maker: manufacturer }),
          ...(vendor === undefined ? {} : { vendorId: vendor }),
          ...(product === undefined ? {} : { productId: product }),
        };
      }),
    );
  } catch (error) {
    const names = await readdir(byId).catch(() => undefined);
    if (names) return succeeded(names.sort().map((name) => ({ path: `${byId}/${name}` })));
    return failed('rejected', error instanceof Error ? error.message : String(error));
  }
};
