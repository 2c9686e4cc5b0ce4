/** What every document printer promises, whatever it is built on. A model's tests call this with a rig of their own. */
import { PDFDocument } from 'pdf-lib';
import { afterEach, describe, expect, it } from 'vitest';
import type {
  DocumentPrinter,
  PrintEnd,
  PrintProgress,
  PrintRequest,
} from '../../devices/classes/document-printer.ts';
import { canWork, type Link } from '../../devices/device.ts';

export type Scene =
  | 'ready'
  | 'absent'
  | 'paper-out'
  /** The second page of the first job jams and nobody clears it. */
  | 'jam-at-second-page'
  /** Everything is taken and nothing comes out until the job is cancelled. */
  | 'stuck';

export type DocumentPrinterRig = {
  readonly printer: DocumentPrinter;
  /** Lets time pass until the promise has settled. */
  until<T>(promise: Promise<T>): Promise<T>;
  /** Jobs that the printer has seen arrive with a document. */
  documents(): Promise<number>;
  /** Timers that are still set. */
  timers(): number;
  dispose(): Promise<void>;
};

/** What every end must satisfy, good or bad. */
export const expectBalanced = (end: PrintEnd, request: PrintRequest): void => {
  const { asked, taken, spoiled, unknown } = end.ledger;
  expect(asked).toBe(taken + spoiled + unknown);
  const wanted = request.only ?? Array.from({ length: request.pages }, (_, index) => index + 1);
  if (!end.ok) {
    expect(wanted).toEqual(expect.arrayContaining([...end.owed]));
    expect(end.error.code === 'outcome-unknown').toBe(unknown > 0);
  } else expect(unknown).toBe(0);
};

/** @param countsPages false: all that it is told is that a whole job is done, or not */
export const documentPrinterConformance = (
  name: string,
  arrange: (scene: Scene) => Promise<DocumentPrinterRig>,
  countsPages = true,
): void => {
  const open: DocumentPrinterRig[] = [];
  afterEach(async () => {
    for (const rig of open.splice(0)) {
      await rig.until(rig.printer.stop());
      await rig.dispose();
    }
  });
  const arranged = async (scene: Scene): Promise<DocumentPrinterRig> => {
    const rig = await arrange(scene);
    open.push(rig);
    return rig;
  };
  const started = async (scene: Scene): Promise<DocumentPrinterRig> => {
    const rig = await arranged(scene);
    await rig.until(rig.printer.start());
    return rig;
  };
  const never = new AbortController().signal;
  const request = async (pages: number, more: Partial<PrintRequest> = {}): Promise<PrintRequest> => {
    const pdf = await PDFDocument.create();
    for (let page = 0; page < pages; page += 1) pdf.addPage([595.28, 841.89]);
    const bytes = await pdf.save();
    return { pdf: bytes, pages, sides: 'one-sided', copies: 1, media: 'iso_a4_210x297mm', ...more };
  };

  describe(`every document printer: ${name}`, () => {
    it('is absent, and prints nothing, until it is started', async () => {
      const { printer, until } = await arranged('ready');
      expect(printer.status().link).toBe('absent');
      const wanted = await request(2);
      const end = await until(printer.print(wanted, () => {}, never));
      expect(end).toMatchObject({ ok: false, error: { code: 'disconnected' }, owed: [1, 2] });
      expectBalanced(end, wanted);
    });

    it('is ready after the start', async () => {
      const { printer } = await started('ready');
      expect(printer.status()).toMatchObject({ link: 'ready', conditions: [] });
      expect(canWork(printer.status())).toBe(true);
    });

    it('starts without complaint when nothing is there, and a print then says so', async () => {
      const { printer, until } = await started('absent');
      expect(printer.status().link).toBe('absent');
      const wanted = await request(2);
      const end = await until(printer.print(wanted, () => {}, never));
      expect(end).toMatchObject({ ok: false, error: { code: 'disconnected' }, owed: [1, 2] });
      expectBalanced(end, wanted);
    });

    it('prints every page, accounts for every sheet, and tells of progress up to the last', async () => {
      const { printer, until } = await started('ready');
      const told: PrintProgress[] = [];
      const end = await until(printer.print(await request(3), (progress) => told.push(progress), never));
      expect(end).toEqual({ ok: true, ledger: { asked: 3, taken: 3, spoiled: 0, unknown: 0 } });
      expect(told.at(-1)).toEqual({ sheetsDone: 3, sheets: 3 });
      const done = told.map((progress) => progress.sheetsDone);
      expect(done).toEqual([...done].sort((a, b) => a - b));
    });

    it('is busy while it prints and ready again afterwards', async () => {
      const { printer, until } = await started('ready');
      const links: Link[] = [];
      printer.onStatus((status) => links.push(status.link));
      await until(printer.print(await request(2), () => {}, never));
      const readyAgain = Promise.withResolvers<void>();
      if (printer.status().link === 'ready') readyAgain.resolve();
      printer.onStatus((status) => status.link === 'ready' && readyAgain.resolve());
      await until(readyAgain.promise);
      expect(links).toContain('busy');
    });

    it('refuses a second print while one runs, and the first is not disturbed', async () => {
      const { printer, until } = await started('ready');
      const first = printer.print(await request(2), () => {}, never);
      const second = await printer.print(await request(1), () => {}, never);
      expect(second).toMatchObject({ ok: false, error: { code: 'busy' }, ledger: { asked: 0 }, owed: [1] });
      expect(await until(first)).toMatchObject({ ok: true });
    });

    it('sends nothing when cancelled before it began', async () => {
      const rig = await started('ready');
      const wanted = await request(2);
      const end = await rig.until(rig.printer.print(wanted, () => {}, AbortSignal.abort()));
      expect(end).toMatchObject({ ok: false, error: { code: 'cancelled' }, owed: [1, 2] });
      expectBalanced(end, wanted);
      expect(await rig.documents()).toBe(0);
    });

    it.each([
      ['no pages', { pages: 0 }],
      ['a page that is not there', { only: [4] }],
      ['an empty choice', { only: [] }],
      ['no copies', { copies: 0 }],
    ])('refuses %s before anything is sent', async (_what, more) => {
      const rig = await started('ready');
      const end = await rig.until(rig.printer.print(await request(3, more), () => {}, never));
      expect(end).toMatchObject({ ok: false, error: { code: 'rejected' }, ledger: { asked: 0 } });
      expect(await rig.documents()).toBe(0);
    });

    it('prints only the pages asked for', async () => {
      const { printer, until } = await started('ready');
      const end = await until(printer.print(await request(3, { only: [2, 3] }), () => {}, never));
      expect(end).toMatchObject({ ok: true, ledger: { asked: 2, taken: 2 } });
    });

    it('names an empty tray and owes every page', async () => {
      const { printer, until } = await started('paper-out');
      expect(printer.status().conditions.map((condition) => condition.code)).toContain('paper-out');
      expect(canWork(printer.status())).toBe(false);
      const wanted = await request(2);
      const end = await until(printer.print(wanted, () => {}, never));
      expect(end).toMatchObject({ ok: false, ledger: { taken: 0 }, owed: [1, 2] });
      expectBalanced(end, wanted);
    });

    if (countsPages)
      it('owes the pages from the jam on, and only those', async () => {
        const { printer, until } = await started('jam-at-second-page');
        const wanted = await request(3);
        const end = await until(printer.print(wanted, () => {}, never));
        expect(end.ok ? [] : end.owed).toEqual([2, 3]);
        expect(end.ok ? [] : end.error.conditions.map((condition) => condition.code)).toContain('paper-jam');
        expect(end.ledger.taken).toBe(1);
        expectBalanced(end, wanted);
      });
    else
      it('says after a jam that nobody knows what came out, and owes every page', async () => {
        const { printer, until } = await started('jam-at-second-page');
        const wanted = await request(3);
        const end = await until(printer.print(wanted, () => {}, never));
        expect(end).toMatchObject({ ok: false, ledger: { taken: 0, unknown: 3 }, owed: [1, 2, 3] });
        expect(end.ok ? [] : end.error.conditions.map((condition) => condition.code)).toContain('paper-jam');
        expectBalanced(end, wanted);
      });

    it('cancels the job when the citizen does', async () => {
      const { printer, until } = await started('stuck');
      const cancel = new AbortController();
      const wanted = await request(2);
      const end = await until(printer.print(wanted, () => cancel.abort(), cancel.signal));
      expect(end).toMatchObject({ ok: false, error: { code: 'cancelled' }, owed: [1, 2] });
      expectBalanced(end, wanted);
    });

    it('stops in the middle of a print, leaving no timer behind', async () => {
      const { printer, until, timers } = await started('stuck');
      const begun = Promise.withResolvers<void>();
      const wanted = await request(2);
      const printing = printer.print(wanted, () => begun.resolve(), never);
      await until(begun.promise);
      await until(printer.stop());
      const end = await printing;
      expect(end.ok).toBe(false);
      expectBalanced(end, wanted);
      expect(printer.status().link).toBe('absent');
      expect(timers()).toBe(0);
    });
  });
};
