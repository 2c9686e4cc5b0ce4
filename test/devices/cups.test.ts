/** A real CUPS with a backend that fails as told: our IPP client, and our driver of CUPS's own commands, both against it. */
import { afterEach, describe, expect, it } from 'vitest';
import type { DocumentPrinter, PrintEnd, PrintRequest } from '../../devices/classes/document-printer.ts';
import { canWork } from '../../devices/device.ts';
import { cupsLpModel } from '../../devices/models/cups-lp/model.ts';
import { ippModel } from '../../devices/models/ipp/model.ts';
import { systemClock } from '../../devices/transports/transport.ts';
import { type Behaviour, type Cups, cupsIsThere, startCups } from '../support/cups.ts';
import { pagesIn, requestFor } from './ipp/bench.ts';
import { whenStatus } from './support/events.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const never = new AbortController().signal;
const quick = { poll: 50, jobPoll: 20, cancel: 5000 };

type Make = (cups: Cups, attention: number, owner?: string) => DocumentPrinter;
const drivers: readonly [readonly [string, Make], readonly [string, Make]] = [
  [
    'ipp',
    ({ url }, attention, owner) =>
      ippModel.create(url, systemClock, { timing: { ...quick, attention } }, owner),
  ],
  [
    'cups-lp',
    ({ queue, environment }, attention, owner) => {
      const options = { environment, timing: { ...quick, attention } };
      return cupsLpModel.create(`cups:${queue}`, systemClock, options, owner);
    },
  ],
];

const joined = async (make: Make, options: { attention?: number; errorPolicy?: string } = {}) => {
  const cups = await startCups(options.errorPolicy);
  const printer = make(cups, options.attention ?? 60_000);
  closers.push(
    () => cups.close(),
    () => printer.stop(),
  );
  await printer.start();
  return { cups, printer };
};

/** Prints while the backend behaves so; tells when the printer shows the condition. */
const printWhile = async (
  { cups, printer }: { cups: Cups; printer: DocumentPrinter },
  behaviour: Behaviour,
  request: PrintRequest,
  signal = never,
): Promise<{ readonly end: Promise<PrintEnd> }> => {
  await cups.behave(behaviour);
  return { end: printer.print(request, () => {}, signal) };
};

const shows = (printer: DocumentPrinter, code: string) =>
  whenStatus(printer, ({ conditions }) => conditions.some((condition) => condition.code === code));

const atRest = (printer: DocumentPrinter) =>
  whenStatus(printer, (status) => status.link === 'ready' && canWork(status));

describe.runIf(cupsIsThere())('a CUPS queue', () => {
  describe.each(drivers)('by %s', (_driver, make) => {
    it('prints, and every sheet is taken', async () => {
      const { cups, printer } = await joined(make);
      expect(printer.status()).toMatchObject({ link: 'ready', conditions: [] });
      const request = await requestFor(3);
      const end = await printer.print(request, () => {}, never);
      expect(end).toEqual({ ok: true, ledger: { asked: 3, taken: 3, spoiled: 0, unknown: 0 } });
      const [document] = await cups.printed();
      expect(Buffer.compare(document ?? Buffer.alloc(0), request.pdf)).toBe(0);
    });

    it('names a jam, and that the queue has stopped', async () => {
      const rig = await joined(make);
      const { end } = await printWhile(rig, 'jam', await requestFor(3));
      const { conditions, link } = await shows(rig.printer, 'paper-jam');
      expect(link).toBe('faulted');
      expect(conditions.map(({ code }) => code)).toContain('paper-jam');
      await rig.cups.behave('print');
      await rig.cups.run('cupsenable', rig.cups.queue);
      await end;
    });

    it('goes on once the jam is cleared, and hides nothing of what may have come out twice', async () => {
      const rig = await joined(make);
      const { end } = await printWhile(rig, 'jam', await requestFor(3));
      await shows(rig.printer, 'paper-jam');
      await rig.cups.behave('print');
      await rig.cups.run('cupsenable', rig.cups.queue);
      const { ledger } = await end;
      expect(ledger.taken).toBe(3);
      expect(ledger.asked).toBeGreaterThan(3);
      expect(ledger.asked).toBe(ledger.taken + ledger.spoiled + ledger.unknown);
      await atRest(rig.printer);
      expect(await rig.cups.printed()).toHaveLength(1);
    });

    it('waits for paper, then prints', async () => {
      const rig = await joined(make);
      const { end } = await printWhile(rig, 'empty', await requestFor(1));
      const status = await shows(rig.printer, 'paper-out');
      expect(canWork(status)).toBe(false);
      await rig.cups.release();
      expect(await end).toEqual({ ok: true, ledger: { asked: 1, taken: 1, spoiled: 0, unknown: 0 } });
    });

    it('a jam that nobody clears in time ends the job: it is not printed when the queue is started again', async () => {
      const rig = await joined(make, { attention: 150 });
      const { end } = await printWhile(rig, 'jam', await requestFor(2));
      expect(await end).toMatchObject({ ok: false, ledger: { taken: expect.any(Number) } });
      await rig.cups.behave('print');
      await rig.cups.run('cupsenable', rig.cups.queue);
      await atRest(rig.printer);
      await rig.printer.print(await requestFor(1), () => {}, never);
      const documents = await rig.cups.printed();
      expect(await Promise.all(documents.map((bytes) => pagesIn(bytes)))).toEqual([[1]]);
    });

    it('sends nothing to a queue that is stopped', async () => {
      const { cups, printer } = await joined(make);
      await cups.run('cupsdisable', cups.queue);
      await shows(printer, 'paused');
      const end = await printer.print(await requestFor(2), () => {}, never);
      expect(end).toMatchObject({
        ok: false,
        error: { code: 'rejected' },
        ledger: { asked: 0 },
        owed: [1, 2],
      });
      expect(await cups.run('lpstat', '-W', 'all', '-o', cups.queue)).toBe('');
    });

    it('is cancelled when the citizen cancels, and is not printed later', async () => {
      const rig = await joined(make);
      const cancel = new AbortController();
      const { end } = await printWhile(rig, 'hold', await requestFor(2), cancel.signal);
      await rig.cups.saw(/Started backend/);
      cancel.abort();
      expect(await end).toMatchObject({ ok: false, owed: [1, 2] });
      expect(await rig.cups.run('lpstat', '-o', rig.cups.queue)).toBe('');
      expect(await rig.cups.printed()).toHaveLength(0);
    });

    it('a job that CUPS gives up is never called printed', async () => {
      const rig = await joined(make, { errorPolicy: 'abort-job' });
      const { end } = await printWhile(rig, 'abort', await requestFor(2));
      const told = await end;
      expect(told).toMatchObject({ ok: false, ledger: { taken: 0 }, owed: [1, 2] });
    });

    it('what a kiosk that was stopped has left behind is not printed for the next person, and nobody else’s is touched', async () => {
      const cups = await startCups();
      closers.push(() => cups.close());
      const kiosk = async (owner: string): Promise<DocumentPrinter> => {
        const printer = make(cups, 60_000, owner);
        closers.push(() => printer.stop());
        await printer.start();
        return printer;
      };
      await cups.behave('hold');
      const before = await kiosk('HZ-1');
      const left = before.print(await requestFor(2), () => {}, never);
      await cups.saw(/\[Job 1\] Started backend/);
      const neighbour = await kiosk('HZ-10');
      const kept = neighbour.print(await requestFor(3), () => {}, never);
      await cups.saw(/\[Job 2\] Queued on/);
      // The same kiosk, started again.
      await kiosk('HZ-1');
      expect(await left).toMatchObject({ ok: false, ledger: { taken: 0 } });
      await cups.saw(/\[Job 2\] Started backend/);
      await cups.release();
      expect(await kept).toMatchObject({ ok: true });
      const documents = await cups.printed();
      expect(await Promise.all(documents.map((bytes) => pagesIn(bytes)))).toEqual([[1, 2, 3]]);
    });

    it('is absent when CUPS has gone', async () => {
      const { cups, printer } = await joined(make);
      await cups.kill();
      const { link } = await whenStatus(printer, (status) => status.link === 'absent');
      expect(link).toBe('absent');
      const end = await printer.print(await requestFor(1), () => {}, never);
      expect(end).toMatchObject({ ok: false, error: { code: 'disconnected' }, owed: [1] });
    });
  });

  it('by cups-lp, sheets of a run that the queue broke off are unknown, and a person is asked', async () => {
    const rig = await joined(drivers[1][1]);
    const { end } = await printWhile(rig, 'jam', await requestFor(3));
    await shows(rig.printer, 'paper-jam');
    await rig.cups.behave('print');
    await rig.cups.run('cupsenable', rig.cups.queue);
    expect(await end).toMatchObject({
      ok: false,
      error: { code: 'outcome-unknown' },
      ledger: { asked: 6, taken: 3, spoiled: 0, unknown: 3 },
      owed: [],
    });
  });

  it('by cups-lp, a job that gets no turn because of somebody else’s is withdrawn, and that is said', async () => {
    const cups = await startCups();
    const timing = { ...quick, stall: 500 };
    const printer = cupsLpModel.create(`cups:${cups.queue}`, systemClock, {
      environment: cups.environment,
      timing,
    });
    closers.push(
      () => cups.close(),
      () => printer.stop(),
    );
    await printer.start();
    await cups.behave('hold');
    await cups.run('lp', '-d', cups.queue, '-t', 'of somebody else', import.meta.filename);
    await cups.saw(/\[Job 1\] Started backend/);
    const end = await printer.print(await requestFor(2), () => {}, never);
    expect(end).toMatchObject({ ok: false, error: { code: 'busy' }, ledger: { asked: 0 }, owed: [1, 2] });
    expect(await cups.run('lpstat', '-o', cups.queue)).toMatch(/^office-1 .*\n$/);
  });

  it('by cups-lp, pages are chosen and copies made in the PDF: a raw queue would ignore both', async () => {
    const { cups, printer } = await joined(drivers[1][1]);
    const end = await printer.print(await requestFor(3, { only: [2, 3], copies: 2 }), () => {}, never);
    expect(end).toEqual({ ok: true, ledger: { asked: 4, taken: 4, spoiled: 0, unknown: 0 } });
    const [document] = await cups.printed();
    expect(await pagesIn(document ?? new Uint8Array(0))).toEqual([2, 3, 2, 3]);
  });

  it('by cups-lp, neither title nor file name of a job says anything', async () => {
    const cups = await startCups();
    const printer = drivers[1][1](cups, 60_000, 'HZ 西湖 12');
    closers.push(
      () => cups.close(),
      () => printer.stop(),
    );
    await printer.start();
    await printer.print(await requestFor(1), () => {}, never);
    const log = await cups.run('lpstat', '-l', '-W', 'completed', '-o', cups.queue);
    expect(log).toMatch(/^office-1 +kiosk-HZ____12 +/);
  });
});
