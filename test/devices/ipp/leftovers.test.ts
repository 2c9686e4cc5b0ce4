import { describe, expect, it } from 'vitest';
import { IppPrinter } from '../../../devices/models/ipp/adapter.ts';
import { address, type Bench, memoryPost, requestFor, startedBench } from './bench.ts';

/** A kiosk whose program is killed in the middle of a print: nobody stops the printer. */

const owner = 'HZ-XH-0012';

/** A certificate of three pages waits for paper after its first, and nothing will ever ask about it again. */
const abandonedPrint = async (name: string): Promise<Bench> => {
  const bench = await startedBench({ sheets: 1 }, {}, { owner: name });
  void bench.printer.print(await requestFor(3), () => undefined, new AbortController().signal);
  await bench.clock.advance(10_000);
  return bench;
};

/** The program, started again at the same printer. */
const startAgain = async ({ simulator, clock, until }: Bench, name: string): Promise<void> => {
  const printer = new IppPrinter({ address, clock, post: memoryPost(simulator, clock), owner: name });
  await until(printer.start());
};

describe('what a run before has left in the printer', () => {
  it('is cancelled before anything else, so that its pages are not printed for the next person', async () => {
    const bench = await abandonedPrint(owner);
    await startAgain(bench, owner);
    bench.simulator.load(100);
    await bench.clock.advance(30_000);
    expect(bench.simulator.finished).toMatchObject([{ state: 'canceled', pages: [1] }]);
    expect(bench.simulator.sheets).toBe(100);
  });

  it('is left alone where it belongs to another kiosk at the same printer', async () => {
    const bench = await abandonedPrint('HZ-XH-0013');
    await startAgain(bench, owner);
    bench.simulator.load(100);
    await bench.clock.advance(30_000);
    expect(bench.simulator.finished).toMatchObject([{ state: 'completed', pages: [1, 2, 3] }]);
  });
});
