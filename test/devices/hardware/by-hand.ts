import { PDFDocument } from 'pdf-lib';
import { expect } from 'vitest';
import { testSlip } from '../../../devices/cli/record.ts';
import type { Role } from '../../../devices/device.ts';
import type { DeviceOf } from '../../../devices/registry.ts';

export type AnyDevice = DeviceOf[Role];

/** What came of a job, in one word. Never its content: the cards and papers on a bench are somebody's. */
export const code = (
  end: { readonly ok: true } | { readonly ok: false; readonly error: { readonly code: string } },
): string => (end.ok ? 'done' : end.error.code);

/** A job that needs a person before the device. */
export type ByHand = {
  /** What the person does. */
  readonly instruction: string;
  /** The promise. */
  readonly sentence: string;
  readonly work: (device: AnyDevice) => Promise<void>;
};

const never = new AbortController().signal;

const narrowed =
  <R extends Role>(role: R, work: (device: DeviceOf[R]) => Promise<void>) =>
  (device: AnyDevice): Promise<void> => {
    if (device.role !== role) throw new TypeError(`${device.role} is no ${role}`);
    return work(device as DeviceOf[R]);
  };

const cardLaid = (reader: DeviceOf['idReader']): Promise<void> =>
  new Promise((resolve) => {
    if (reader.presence() === 'present') return resolve();
    const undo = reader.onPresence((presence) => {
      if (presence !== 'present') return;
      undo();
      resolve();
    });
  });

const onePage = async (): Promise<Uint8Array> => {
  const pdf = await PDFDocument.create();
  pdf.addPage([595, 842]).drawText('TEST', { x: 60, y: 760, size: 32 });
  return pdf.save();
};

export const byHand: Readonly<Record<Role, ByHand>> = {
  idReader: {
    instruction: 'lay an ID card on the reader and leave it there',
    sentence: 'a card that is laid is told, and delivered whole',
    work: narrowed('idReader', async (reader) => {
      await cardLaid(reader);
      const read = await reader.read(never);
      expect(code(read)).toBe('done');
      expect(read.ok && read.value.photo?.length).toBe(1024);
      expect(reader.presence()).toBe('read');
    }),
  },
  ticketPrinter: {
    instruction: 'a slip with 测试 TEST comes out and is cut: look that there is one, and whole',
    sentence: 'the printer itself says that the slip was printed',
    work: narrowed('ticketPrinter', async (printer) => {
      expect(code(await printer.print(testSlip, never))).toBe('done');
    }),
  },
  documentPrinter: {
    instruction: 'one sheet with TEST comes out: look that there is one',
    sentence: 'prints one page and accounts for it',
    work: narrowed('documentPrinter', async (printer) => {
      const sheet = { pages: 1, sides: 'one-sided', copies: 1, media: 'iso_a4_210x297mm' } as const;
      const end = await printer.print({ pdf: await onePage(), ...sheet }, () => undefined, never);
      expect(code(end)).toBe('done');
      expect(end.ledger).toEqual({ asked: 1, taken: 1, spoiled: 0, unknown: 0 });
    }),
  },
  scanner: {
    instruction: 'lay a sheet on the glass, or into the feeder where there is no glass, before the run',
    sentence: 'makes one picture of what lies there',
    work: narrowed('scanner', async (scanner) => {
      const [source = 'flatbed' as const] = scanner.capabilities()?.sources ?? [];
      const request = { source, resolution: 300, colour: 'grey', maxPages: 1 } as const;
      const end = await scanner.scan(request, () => undefined, never);
      expect(code(end)).toBe('done');
      expect(end.pages).toHaveLength(1);
      expect(end.pages[0]?.bytes.length).toBeGreaterThan(1000);
    }),
  },
  codeScanner: {
    instruction: 'scan any code, once',
    sentence: 'tells a code that is scanned',
    work: narrowed('codeScanner', async (scanner) => {
      const length = await new Promise<number>((resolve) => {
        const undo = scanner.onCode(({ text }) => {
          undo();
          resolve(text.length);
        });
      });
      expect(length).toBeGreaterThan(0);
    }),
  },
};
