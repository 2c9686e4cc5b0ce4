import { describe, expect, it } from 'vitest';
import type { PrintEnd } from '../../../devices/classes/document-printer.ts';
import type { ConditionCode, DeviceErrorCode } from '../../../devices/device.ts';
import type { IppFault, IppSimulator } from '../../../devices/models/ipp/simulator.ts';
import { expectBalanced } from '../document-printer.conformance.ts';
import { type Bench, requestFor, startedBench } from './bench.ts';

type Fault = {
  readonly name: string;
  readonly begin: (simulator: IppSimulator) => void;
  readonly end: (simulator: IppSimulator) => void;
  /** The condition shown while it lasts; undefined: the printer is absent. */
  readonly shows: ConditionCode | undefined;
  /** How a print ends that meets it before anything was sent, and one that meets it after the first sheet. */
  readonly before: DeviceErrorCode;
  readonly during: DeviceErrorCode;
  /** Sheets that nobody can tell of when it strikes after the first of three. */
  readonly unknown: number;
};

const hands = { before: 'rejected', during: 'timeout', unknown: 0 } as const;
const silence = { shows: undefined, before: 'disconnected', during: 'outcome-unknown', unknown: 2 } as const;
const switched = (name: IppFault): Pick<Fault, 'name' | 'begin' | 'end'> => ({
  name,
  begin: (simulator) => simulator.fault(name),
  end: (simulator) => simulator.fault(name, false),
});

const faults: readonly Fault[] = [
  {
    name: 'paper out',
    begin: (simulator) => simulator.paperOut(),
    end: (simulator) => simulator.load(100),
    shows: 'paper-out',
    ...hands,
  },
  { ...switched('coverOpen'), shows: 'cover-open', ...hands },
  { ...switched('outputFull'), shows: 'output-full', ...hands },
  { ...switched('tonerEmpty'), shows: 'toner-empty', ...hands },
  { ...switched('trayMissing'), shows: 'tray-missing', ...hands },
  { ...switched('paused'), shows: 'paused', ...hands },
  { ...switched('unplug'), ...silence },
  { ...switched('hang'), ...silence },
  { ...switched('rubbish'), ...silence, shows: 'garbled', before: 'malformed-reply' },
];

/** Runs `then` once, when the first of the sheets has come out. */
const printWith = async (bench: Bench, then: () => void): Promise<PrintEnd> => {
  const request = await requestFor(3);
  let struck = false;
  const printing = bench.printer.print(
    request,
    ({ sheetsDone }) => {
      if (sheetsDone === 0 || struck) return;
      struck = true;
      then();
    },
    new AbortController().signal,
  );
  const end = await bench.until(printing);
  expectBalanced(end, request);
  return end;
};

const showsIt = (bench: Bench, fault: Fault): void => {
  const { link, conditions } = bench.printer.status();
  if (fault.shows === undefined) expect(link).toBe('absent');
  else expect([link, ...conditions.map((condition) => condition.code)]).toContain(fault.shows);
};

describe.each(faults)('$name', (fault) => {
  it('before a print: refused, nothing sent, every page owed', async () => {
    const bench = await startedBench();
    fault.begin(bench.simulator);
    await bench.clock.advance(60_000);
    showsIt(bench, fault);
    const end = await bench.print(await requestFor(3));
    expect(end).toMatchObject({
      ok: false,
      error: { code: fault.before },
      ledger: { asked: 0 },
      owed: [1, 2, 3],
    });
    expect(bench.simulator.finished).toEqual([]);
  });

  it('during a print, never put right: the job ends, and the ledger is true', async () => {
    const bench = await startedBench();
    const end = await printWith(bench, () => fault.begin(bench.simulator));
    expect(end).toMatchObject({
      ok: false,
      error: { code: fault.during },
      ledger: { unknown: fault.unknown },
    });
    showsIt(bench, fault);
    const { taken, unknown } = end.ledger;
    // The paper path may have held one more sheet when the fault struck.
    expect(taken).toBeGreaterThanOrEqual(1);
    expect(end.ok ? [] : end.owed).toEqual([1, 2, 3].slice(taken));
    fault.end(bench.simulator);
    await bench.clock.advance(60_000);
    const out = bench.simulator.finished[0]?.pages.length ?? 0;
    expect(out).toBeGreaterThanOrEqual(taken);
    expect(out).toBeLessThanOrEqual(taken + unknown);
  });

  it('during a print, put right within half a minute: the print is completed', async () => {
    const bench = await startedBench();
    const end = await printWith(bench, () => {
      fault.begin(bench.simulator);
      bench.clock.after(30_000, () => fault.end(bench.simulator));
    });
    expect(end).toEqual({ ok: true, ledger: { asked: 3, taken: 3, spoiled: 0, unknown: 0 } });
    expect(bench.simulator.finished.map((job) => job.pages)).toEqual([[1, 2, 3]]);
  });

  it('after a print: shown at once, gone when put right, and the next print succeeds', async () => {
    const bench = await startedBench();
    await bench.print(await requestFor(2));
    fault.begin(bench.simulator);
    await bench.clock.advance(25_000);
    showsIt(bench, fault);
    fault.end(bench.simulator);
    await bench.clock.advance(25_000);
    expect(bench.printer.status()).toMatchObject({ link: 'ready', conditions: [] });
    expect(await bench.print(await requestFor(2))).toMatchObject({ ok: true, ledger: { taken: 2 } });
  });
});

describe('jam', () => {
  it('cleared by hand: the printer prints the page again, and one sheet is spoiled', async () => {
    const bench = await startedBench();
    bench.simulator.jamAtPage(2);
    bench.clock.after(20_000, () => bench.simulator.clearJam());
    const end = await bench.print(await requestFor(3));
    expect(end).toEqual({ ok: true, ledger: { asked: 4, taken: 3, spoiled: 1, unknown: 0 } });
    expect(bench.simulator.sheets).toBe(250 - 4);
  });

  it('twice in one job: two sheets are spoiled', async () => {
    const bench = await startedBench();
    bench.simulator.jamAtPage(1);
    bench.clock.after(20_000, () => {
      bench.simulator.clearJam();
      bench.simulator.jamAtPage(3);
    });
    bench.clock.after(50_000, () => bench.simulator.clearJam());
    const end = await bench.print(await requestFor(3));
    expect(end).toMatchObject({ ok: true, ledger: { taken: 3, spoiled: 2 } });
  });

  it('on the back of a sheet: both its pages are owed', async () => {
    const bench = await startedBench();
    bench.simulator.jamAtPage(4);
    const end = await bench.print(await requestFor(5, { sides: 'two-sided-long-edge' }));
    expect(end).toMatchObject({ ok: false, ledger: { asked: 2, taken: 1, spoiled: 1 }, owed: [3, 4, 5] });
  });

  it('waits as long as it was told to, not longer', async () => {
    const bench = await startedBench({}, { attention: 10_000 });
    bench.simulator.jamAtPage(1);
    await bench.print(await requestFor(1));
    expect(bench.clock.now()).toBeLessThan(20_000);
  });
});

describe('a warning does not stop a print', () => {
  it('of low toner or little paper', async () => {
    const bench = await startedBench({ sheets: 5 });
    bench.simulator.fault('tonerLow');
    expect(await bench.print(await requestFor(3))).toMatchObject({ ok: true });
    await bench.clock.advance(5000);
    expect(bench.printer.status().conditions.map((condition) => condition.code)).toEqual([
      'toner-low',
      'paper-low',
    ]);
  });
});

describe('a busy printer', () => {
  it('is asked again until it takes the job', async () => {
    const bench = await startedBench();
    bench.simulator.fault('busy');
    bench.clock.after(15_000, () => bench.simulator.fault('busy', false));
    expect(await bench.print(await requestFor(2))).toMatchObject({ ok: true, ledger: { taken: 2 } });
  });

  it('is given up after the time for it, and nothing was printed', async () => {
    const bench = await startedBench();
    bench.simulator.fault('busy');
    const end = await bench.print(await requestFor(2));
    expect(end).toMatchObject({ ok: false, error: { code: 'busy' }, ledger: { asked: 0 }, owed: [1, 2] });
  });
});

it('a printer that refuses the format is told from one that is broken', async () => {
  const bench = await startedBench();
  bench.simulator.fault('refuseFormat');
  const end = await bench.print(await requestFor(2));
  expect(end).toMatchObject({ error: { code: 'rejected', detail: 'IPP 0x040a' }, ledger: { asked: 0 } });
  expect(bench.printer.status().link).not.toBe('faulted');
});

it('a printer that stops without giving a reason does not hold the kiosk for ever', async () => {
  const bench = await startedBench({ millisecondsPerPage: 3_000_000 });
  const end = await bench.print(await requestFor(2));
  expect(end.ok).toBe(false);
  expect(bench.clock.now()).toBeLessThan(600_000);
});
