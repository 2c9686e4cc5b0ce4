import { describe, expect, test } from 'vitest';
import type { Slip, TicketPrinter } from '../../devices/classes/ticket-printer.ts';
import { canWork, type Outcome } from '../../devices/device.ts';

/** A ticket printer of some model before a simulated device, on a clock that the suite moves. */
export type TicketPrinterBench = {
  readonly printer: TicketPrinter;
  /** Text of every slip that was cut off, oldest first. */
  readonly slips: () => readonly (readonly string[])[];
  readonly paper: (state: 'there' | 'out') => void;
  readonly cover: (state: 'open' | 'closed') => void;
  /** The paper ends after so many more lines. */
  readonly runOutAfter: (lines: number) => void;
  /** The answer that says "printed" gets lost once. */
  readonly loseNextAnswer: () => void;
  readonly unplug: () => void;
  readonly plug: () => Promise<void>;
  readonly pass: (milliseconds: number) => Promise<void>;
  /** Timers that are still set. */
  readonly timers: () => number;
};

const slip: Slip = {
  lines: [
    { kind: 'text', text: '取号单', align: 'centre', size: 2 },
    { kind: 'text', text: 'A101', align: 'centre', size: 6, bold: true },
    { kind: 'columns', left: '前面等候', right: '12 人' },
    { kind: 'rule' },
    { kind: 'qr', data: '019a9d5e-0000-7000-8000-000000000001' },
    { kind: 'picture', width: 16, height: 2, bits: Uint8Array.of(0xff, 0x00, 0x10, 0x04) },
    { kind: 'feed', lines: 2 },
  ],
};

type Printed = Outcome<{ readonly printed: true }>;

/** The promises of the class `TicketPrinter`, held against any model. */
export const ticketPrinterPromises = (model: string, newBench: () => Promise<TicketPrinterBench>): void => {
  const ready = async (): Promise<TicketPrinterBench> => {
    const bench = await newBench();
    const started = bench.printer.start();
    await bench.pass(100);
    await started;
    return bench;
  };

  const print = async (
    bench: TicketPrinterBench,
    signal = new AbortController().signal,
  ): Promise<Printed> => {
    let outcome: Printed | undefined;
    void bench.printer.print(slip, signal).then((end) => {
      outcome = end;
    });
    for (let seconds = 0; seconds < 120 && !outcome; seconds += 1) await bench.pass(1000);
    if (!outcome) throw new Error('printing did not end within two minutes');
    return outcome;
  };

  const failure = (outcome: Printed): string => (outcome.ok ? 'printed' : outcome.error.code);

  describe(`${model} keeps the promises of a ticket printer`, () => {
    test('it is absent before it is started, and ready after', async () => {
      const bench = await newBench();
      expect(bench.printer.role).toBe('ticketPrinter');
      expect(bench.printer.status().link).toBe('absent');
      const started = bench.printer.start();
      await bench.pass(100);
      await started;
      expect(canWork(bench.printer.status())).toBe(true);
    });

    test('a printed slip came out whole, once, with its number as text', async () => {
      const bench = await ready();
      expect(await print(bench)).toEqual({ ok: true, value: { printed: true } });
      expect(bench.slips()).toHaveLength(1);
      expect(bench.slips()[0]).toEqual(expect.arrayContaining(['取号单', 'A101']));
    });

    test.each([
      ['paper', 'paper-out'],
      ['cover', 'cover-open'],
    ] as const)(
      'a fault of the %s is shown, refuses the slip, and is gone when it is put right',
      async (part, code) => {
        const bench = await ready();
        const fault = (on: boolean) =>
          part === 'paper' ? bench.paper(on ? 'out' : 'there') : bench.cover(on ? 'open' : 'closed');
        const told: string[] = [];
        bench.printer.onStatus((status) =>
          told.push(...status.conditions.map((condition) => condition.code)),
        );
        fault(true);
        await bench.pass(5000);
        expect(told).toContain(code);
        expect(canWork(bench.printer.status())).toBe(false);
        const outcome = await print(bench);
        expect(outcome).toMatchObject({ ok: false, error: { code: 'rejected' } });
        expect(!outcome.ok && outcome.error.conditions.map((condition) => condition.code)).toContain(code);
        fault(false);
        await bench.pass(5000);
        expect(canWork(bench.printer.status())).toBe(true);
        expect(bench.slips()).toHaveLength(0);
        expect((await print(bench)).ok).toBe(true);
        expect(bench.slips()).toHaveLength(1);
      },
    );

    test('the paper ending on the way leaves the outcome unknown, with the reason', async () => {
      const bench = await ready();
      bench.runOutAfter(2);
      const outcome = await print(bench);
      expect(failure(outcome)).toBe('outcome-unknown');
      expect(!outcome.ok && outcome.error.conditions.map((condition) => condition.code)).toContain(
        'paper-out',
      );
    });

    test('a lost answer leaves the outcome unknown, and nothing is printed again by itself', async () => {
      const bench = await ready();
      bench.loseNextAnswer();
      expect(failure(await print(bench))).toBe('outcome-unknown');
      await bench.pass(120_000);
      expect(bench.slips()).toHaveLength(1);
    });

    test('a slip cancelled beforehand does not come out', async () => {
      const bench = await ready();
      expect(failure(await print(bench, AbortSignal.abort()))).toBe('cancelled');
      expect(bench.slips()).toHaveLength(0);
    });

    test('unplugged it is absent and refuses; plugged in again it prints', async () => {
      const bench = await ready();
      bench.unplug();
      await bench.pass(1000);
      expect(bench.printer.status().link).toBe('absent');
      expect(failure(await print(bench))).toBe('disconnected');
      await bench.plug();
      await bench.pass(30_000);
      expect((await print(bench)).ok).toBe(true);
    });

    test('a listener that has been taken off hears nothing more', async () => {
      const bench = await ready();
      let heard = 0;
      const off = bench.printer.onStatus(() => {
        heard += 1;
      });
      off();
      bench.cover('open');
      await bench.pass(5000);
      expect(heard).toBe(0);
    });

    test('stopped it is absent and leaves no timer', async () => {
      const bench = await ready();
      await bench.printer.stop();
      expect(bench.printer.status().link).toBe('absent');
      expect(bench.timers()).toBe(0);
    });
  });
};
