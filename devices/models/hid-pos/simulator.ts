import iconv from 'iconv-lite';
import type { ByteTransport, HidPort } from '../../transports/transport.ts';

/**
 * How scanners of different makers lay out their report 2: `usual` 64 bytes; `extra-byte` one more byte before the AIM
 * identifier; `short` 62 bytes without vendor bytes. `lines` are serial ones.
 */
export type ScannerKind = 'usual' | 'extra-byte' | 'short' | 'lines';

export type Scan = {
  /** AIM identifier, default `]Q1`. */
  readonly symbology?: string;
  readonly encoding?: 'utf-8' | 'gb18030';
  /** What the scanner appends; default none for reports, CR LF for lines. */
  readonly suffix?: string;
};

type Shape = { readonly before: number; readonly room: number; readonly vendor: number };

const shapes: Readonly<Record<Exclude<ScannerKind, 'lines'>, Shape>> = {
  usual: { before: 0, room: 56, vendor: 2 },
  'extra-byte': { before: 1, room: 55, vendor: 2 },
  short: { before: 0, room: 56, vendor: 0 },
};

const hex = (text: string): readonly number[] => text.split(' ').map((byte) => Number.parseInt(byte, 16));

/** The report descriptor that goes with a shape. */
const descriptorOf = ({ before, room, vendor }: Shape): Uint8Array =>
  Uint8Array.from([
    ...hex('05 8C 09 02 A1 01 09 12 A1 02 85 02 15 00 26 FF 00 75 08 95 01 05 01 09 3B 81 02'),
    ...(before > 0 ? [...hex('06 66 FF 09 01 95'), before, ...hex('81 02')] : []),
    ...hex('05 8C 09 FB 09 FC 09 FD 95 03 81 02 09 FE 95'),
    room,
    ...hex('82 02 01'),
    ...(vendor > 0 ? [...hex('06 66 FF 09 04 09 05 95'), vendor, ...hex('81 02')] : []),
    ...hex('05 8C 09 FF 25 01 75 01 95 01 81 02 75 07 81 03 C0 C0'),
  ]);

/** A scanner that was shown a code. It sends by itself and is never asked. */
export class ScannerSimulator {
  readonly kind: ScannerKind;
  readonly features: Uint8Array[] = [];
  readonly #send: (bytes: Uint8Array) => unknown;
  #loseReports = 0;

  /** @param send takes one report, or one piece of a serial line, at a time */
  constructor(kind: ScannerKind, send: (bytes: Uint8Array) => unknown) {
    this.kind = kind;
    this.#send = send;
  }

  /** Undefined for serial scanners. */
  get descriptor(): Uint8Array | undefined {
    return this.kind === 'lines' ? undefined : descriptorOf(shapes[this.kind]);
  }

  /** The last so many reports of the next code never come. */
  loseLastReports(count = 1): void {
    this.#loseReports = count;
  }

  /** Sends what is no code. */
  babble(bytes: Uint8Array): void {
    this.#send(bytes);
  }

  scan(text: string, options: Scan = {}): void {
    const suffix = options.suffix ?? (this.kind === 'lines' ? '\r\n' : '');
    const bytes = iconv.encode(text + suffix, options.encoding ?? 'utf-8');
    if (this.kind === 'lines') {
      this.#send(bytes);
      return;
    }
    const reports = this.#reports(bytes, options.symbology ?? ']Q1', shapes[this.kind]);
    const lost = this.#loseReports;
    this.#loseReports = 0;
    for (const report of reports.slice(0, reports.length - lost)) this.#send(report);
  }

  #reports(bytes: Uint8Array, symbology: string, { before, room, vendor }: Shape): readonly Uint8Array[] {
    const reports: Uint8Array[] = [];
    for (let at = 0; at < Math.max(1, bytes.length); at += room) {
      const part = bytes.subarray(at, at + room);
      const report = new Uint8Array(2 + before + 3 + room + vendor + 1);
      report.set([0x02, part.length]);
      report.set(Buffer.from(symbology, 'latin1'), 2 + before);
      report.set(part, 2 + before + 3);
      report[report.length - 1] = at + room < bytes.length ? 1 : 0;
      reports.push(report);
    }
    return reports;
  }

  /** The host's end of a memory pair, as a HID device. @param tellsDescriptor false on systems that don't tell it */
  hidPort(host: ByteTransport, tellsDescriptor = true): HidPort {
    return {
      address: host.address,
      get isOpen() {
        return host.isOpen;
      },
      open: (signal) => host.open(signal),
      write: (bytes) => host.write(bytes),
      onData: (listener) => host.onData(listener),
      onClose: (listener) => host.onClose(listener),
      flush: () => host.flush(),
      close: () => host.close(),
      sendFeature: async (report) => {
        this.features.push(report);
      },
      reportDescriptor: async () => (tellsDescriptor ? this.descriptor : undefined),
    };
  }
}
