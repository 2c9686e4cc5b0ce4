import { describe, expect, it } from 'vitest';
import { requestFor, startedBench } from './bench.ts';

describe('a lost answer', () => {
  it.each([
    ['to Send-Document', true],
    ['to Print-Job', false],
  ])('%s: the job is found again, and the document is not printed twice', async (_what, createsJobs) => {
    const bench = await startedBench({ createsJobs });
    bench.simulator.dropNextReply('document');
    const end = await bench.print(await requestFor(3));
    expect(end).toEqual({ ok: true, ledger: { asked: 3, taken: 3, spoiled: 0, unknown: 0 } });
    expect(bench.simulator.finished.map((job) => job.pages)).toEqual([[1, 2, 3]]);
  });

  it('to Print-Job of a printer that forgets its jobs: unknown, never sent again', async () => {
    const bench = await startedBench({ createsJobs: false, millisecondsPerPage: 0 });
    bench.simulator.fault('forgetful');
    bench.simulator.dropNextReply('document');
    const end = await bench.print(await requestFor(3));
    expect(end).toMatchObject({ ok: false, error: { code: 'outcome-unknown' } });
    expect(end.ledger).toEqual({ asked: 3, taken: 0, spoiled: 0, unknown: 3 });
    expect(bench.simulator.finished).toHaveLength(1);
    expect(bench.simulator.sheets).toBe(250 - 3);
  });

  it('to Print-Job, and the printer stays away: unknown', async () => {
    const bench = await startedBench({ createsJobs: false });
    bench.simulator.dropNextReply('document');
    const unplugAfterArrival = bench.simulator.onChange(() => bench.simulator.finished.length === 0 && cut());
    const cut = () => {
      unplugAfterArrival();
      bench.simulator.unplug();
    };
    const end = await bench.print(await requestFor(3));
    expect(end).toMatchObject({ ok: false, error: { code: 'outcome-unknown' }, ledger: { unknown: 3 } });
  });

  it('to Create-Job: nothing was sent yet, so every page is owed and no empty job is left', async () => {
    const bench = await startedBench();
    bench.simulator.dropNextReply('create');
    const end = await bench.print(await requestFor(3));
    expect(end).toMatchObject({
      ok: false,
      error: { code: 'disconnected' },
      ledger: { asked: 0 },
      owed: [1, 2, 3],
    });
    expect(bench.simulator.finished).toMatchObject([{ state: 'canceled', sheets: 0 }]);
  });

  it('to Cancel-Job: the end is learned all the same', async () => {
    const bench = await startedBench();
    const cancel = new AbortController();
    bench.simulator.jamAtPage(2);
    bench.simulator.dropNextReply('cancel');
    bench.printer.onStatus((status) => status.link === 'faulted' && cancel.abort());
    const end = await bench.print(await requestFor(3), cancel.signal);
    expect(end).toMatchObject({ ok: false, error: { code: 'cancelled' }, ledger: { taken: 1, unknown: 0 } });
  });

  it('to a question: asked again, and the printer does not even seem absent', async () => {
    const bench = await startedBench();
    const links: string[] = [];
    bench.printer.onStatus((status) => links.push(status.link));
    bench.simulator.dropNextReply('status');
    await bench.clock.advance(30_000);
    expect(links).toEqual([]);
  });
});

describe('a lost request', () => {
  it('with the document of a created job: nothing came out, and it is known', async () => {
    const bench = await startedBench();
    bench.simulator.loseNextRequest('document');
    const end = await bench.print(await requestFor(3));
    expect(end).toMatchObject({
      ok: false,
      error: { code: 'disconnected' },
      ledger: { asked: 0 },
      owed: [1, 2, 3],
    });
    expect(bench.simulator.finished).toMatchObject([{ state: 'canceled', sheets: 0 }]);
  });

  it('by Print-Job: nobody can tell it from a lost answer, so it is unknown', async () => {
    const bench = await startedBench({ createsJobs: false });
    bench.simulator.loseNextRequest('document');
    const end = await bench.print(await requestFor(3));
    expect(end).toMatchObject({ ok: false, error: { code: 'outcome-unknown' }, ledger: { unknown: 3 } });
  });
});
