import { describe, expect, it } from 'vitest';
import type { PrintRequest } from '../../../devices/classes/document-printer.ts';
import { decode } from '../../../devices/models/ipp/codec.ts';
import {
  attributesOf,
  groupTag,
  integerOf,
  stringOf,
  stringsOf,
} from '../../../devices/models/ipp/message.ts';
import { operation } from '../../../devices/models/ipp/operations.ts';
import { type Bench, pagesIn, requestFor, startedBench } from './bench.ts';

/** Operation and job attributes of the messages that asked for this. */
const sent = (bench: Bench, code: number) =>
  bench.messages.flatMap((bytes) => {
    const decoded = decode(bytes);
    if (!decoded.ok || decoded.message.code !== code) return [];
    const { message } = decoded;
    return [
      { operation: attributesOf(message, groupTag.operation), job: attributesOf(message, groupTag.job) },
    ];
  });

const lastPdf = (bench: Bench): Uint8Array => bench.simulator.finished.at(-1)?.pdf ?? new Uint8Array(0);

describe('how a document goes out', () => {
  it('is validated, then a job is created and the document sent, byte for byte', async () => {
    const bench = await startedBench();
    const request = await requestFor(3);
    expect(await bench.print(request)).toMatchObject({ ok: true });
    expect(sent(bench, operation.validateJob)).toHaveLength(1);
    expect(sent(bench, operation.createJob)).toHaveLength(1);
    expect(sent(bench, operation.sendDocument)).toHaveLength(1);
    expect(lastPdf(bench)).toEqual(request.pdf);
  });

  it('goes by Print-Job where the printer knows no Create-Job', async () => {
    const bench = await startedBench({ createsJobs: false });
    expect(await bench.print(await requestFor(2))).toMatchObject({ ok: true, ledger: { taken: 2 } });
    expect(sent(bench, operation.printJob)).toHaveLength(1);
    expect(sent(bench, operation.createJob)).toHaveLength(0);
  });

  it('goes to a printer that speaks only IPP/1.1', async () => {
    const bench = await startedBench({ version: '1.1' });
    expect(await bench.print(await requestFor(2))).toMatchObject({ ok: true, ledger: { taken: 2 } });
  });

  it('carries a random job name and no person’s name', async () => {
    const bench = await startedBench();
    await bench.print(await requestFor(1));
    await bench.print(await requestFor(1));
    const jobs = sent(bench, operation.createJob).map(({ operation: attributes }) => attributes);
    const names = jobs.map((attributes) => stringOf(attributes, 'job-name'));
    expect(names).toEqual(['kiosk-00000001', 'kiosk-00000002']);
    expect(jobs.map((attributes) => stringOf(attributes, 'requesting-user-name'))).toEqual([
      'kiosk',
      'kiosk',
    ]);
  });
});

type Case = readonly [string, Partial<PrintRequest>, object, readonly (number | 'blank')[], number];
const able = {};
const plain = { pageRanges: false, copies: 1 };
const noDuplex = { duplex: false };
const two = 'two-sided-long-edge' as const;

describe('what comes out', () => {
  // The pages of the PDF that arrives, and the sheets that are drawn.
  it.each<Case>([
    ['chosen pages, by the printer', { only: [2, 4] }, able, [1, 2, 3, 4, 5], 2],
    ['chosen pages, cut here', { only: [2, 4] }, plain, [2, 4], 2],
    ['pages out of order, cut here', { only: [4, 2] }, able, [4, 2], 2],
    ['two copies, by the printer', { copies: 2 }, able, [1, 2, 3, 4, 5], 10],
    ['two copies, made here', { copies: 2 }, plain, [1, 2, 3, 4, 5, 1, 2, 3, 4, 5], 10],
    ['both sides', { sides: two }, able, [1, 2, 3, 4, 5], 3],
    ['both sides twice, by the printer', { sides: two, copies: 2 }, able, [1, 2, 3, 4, 5], 6],
    [
      'both sides twice, made here: a copy begins on a new sheet',
      { sides: two, copies: 2 },
      plain,
      [1, 2, 3, 4, 5, 'blank', 1, 2, 3, 4, 5],
      6,
    ],
    ['both sides of a printer without a duplexer', { sides: two }, noDuplex, [1, 2, 3, 4, 5], 5],
    ['chosen pages on both sides', { sides: two, only: [2, 3, 5] }, plain, [2, 3, 5], 2],
  ])('%s', async (_what, more, build, pages, sheets) => {
    const bench = await startedBench({ ...build, millisecondsPerPage: 0 });
    const end = await bench.print(await requestFor(5, more));
    expect(end).toEqual({ ok: true, ledger: { asked: sheets, taken: sheets, spoiled: 0, unknown: 0 } });
    expect(await pagesIn(lastPdf(bench))).toEqual(pages);
    expect(bench.simulator.sheets).toBe(250 - sheets);
  });

  it('is on the paper asked for, under the name that the printer has for it', async () => {
    const bench = await startedBench({ media: ['iso-a4', 'na-letter'] });
    expect(await bench.print(await requestFor(1))).toMatchObject({ ok: true });
    const [job] = sent(bench, operation.createJob);
    expect(stringsOf(job?.job ?? [], 'media')).toEqual(['iso-a4']);
    expect(integerOf(job?.job ?? [], 'copies')).toBe(1);
  });

  it('is nothing when the printer has no such paper, or takes no PDF, and nothing is sent then', async () => {
    for (const build of [{ media: ['na_letter_8.5x11in'] }, { formats: ['image/urf'] }]) {
      const bench = await startedBench(build);
      expect(await bench.print(await requestFor(2))).toMatchObject({
        ok: false,
        error: { code: 'rejected' },
        ledger: { asked: 0 },
        owed: [1, 2],
      });
      expect(sent(bench, operation.validateJob)).toHaveLength(0);
    }
  });

  it('is nothing of a PDF that can’t be read when pages have to be cut from it', async () => {
    const bench = await startedBench(plain);
    const request = { ...(await requestFor(3, { only: [2] })), pdf: Uint8Array.of(1, 2, 3) };
    expect(await bench.print(request)).toMatchObject({ ok: false, error: { code: 'rejected' }, owed: [2] });
    expect(sent(bench, operation.createJob)).toHaveLength(0);
  });

  it('is nothing of a PDF that the printer can’t read, and the job is not called printed', async () => {
    const bench = await startedBench();
    const request = { ...(await requestFor(3)), pdf: new TextEncoder().encode('%PDF-1.7 no more') };
    const end = await bench.print(request);
    expect(end).toMatchObject({ ok: false, error: { code: 'rejected', detail: 'document-format-error' } });
    expect(end).toMatchObject({ ledger: { asked: 0 }, owed: [1, 2, 3] });
  });
});

describe('a printer that keeps no counters', () => {
  it('has printed when it says completed', async () => {
    const bench = await startedBench({ counts: false });
    expect(await bench.print(await requestFor(3))).toEqual({
      ok: true,
      ledger: { asked: 3, taken: 3, spoiled: 0, unknown: 0 },
    });
  });

  it('has printed nothing when it says that it never began', async () => {
    const bench = await startedBench({ counts: false });
    const end = await bench.print({
      ...(await requestFor(3)),
      pdf: new TextEncoder().encode('%PDF-1.7 no more'),
    });
    expect(end).toMatchObject({
      ok: false,
      error: { code: 'rejected' },
      ledger: { asked: 0 },
      owed: [1, 2, 3],
    });
  });

  it('leaves the sheets of a cancelled job unknown, and a person is asked', async () => {
    const bench = await startedBench({ counts: false });
    const cancel = new AbortController();
    bench.simulator.jamAtPage(2);
    bench.printer.onStatus((status) => status.link === 'faulted' && cancel.abort());
    const end = await bench.print(await requestFor(3), cancel.signal);
    expect(end).toMatchObject({ ok: false, error: { code: 'outcome-unknown' }, owed: [1, 2, 3] });
    expect(end.ledger).toEqual({ asked: 3, taken: 0, spoiled: 1, unknown: 2 });
  });
});

describe('a cancelled print', () => {
  it('still counts the sheet that was in the paper path', async () => {
    const bench = await startedBench();
    const cancel = new AbortController();
    const printing = bench.printer.print(
      await requestFor(5),
      ({ sheetsDone }) => sheetsDone === 2 && cancel.abort(),
      cancel.signal,
    );
    const end = await bench.until(printing);
    const out = bench.simulator.finished[0]?.pages ?? [];
    expect(end).toMatchObject({
      ok: false,
      error: { code: 'cancelled' },
      ledger: { unknown: 0, spoiled: 0 },
    });
    expect(end.ledger.taken).toBe(out.length);
    expect(end.ok ? [] : [...out, ...end.owed]).toEqual([1, 2, 3, 4, 5]);
  });

  it('is printed after all when its last sheet was out already', async () => {
    const bench = await startedBench();
    const cancel = new AbortController();
    const printing = bench.printer.print(
      await requestFor(2),
      ({ sheetsDone }) => sheetsDone === 1 && bench.simulator.onChange(() => cancel.abort()),
      cancel.signal,
    );
    expect(await bench.until(printing)).toMatchObject({ ok: true, ledger: { taken: 2 } });
  });
});

it('a re-print after a jam completes the set, and no page comes out twice', async () => {
  const bench = await startedBench();
  bench.simulator.jamAtPage(2);
  const first = await bench.print(await requestFor(3));
  expect(first).toMatchObject({ error: { code: 'timeout' }, owed: [2, 3], ledger: { asked: 2, spoiled: 1 } });
  bench.simulator.clearJam();
  const second = await bench.print(await requestFor(3, { only: first.ok ? [] : first.owed }));
  expect(second).toMatchObject({ ok: true, ledger: { asked: 2, taken: 2 } });
  expect(bench.simulator.finished.flatMap((job) => job.pages)).toEqual([1, 2, 3]);
  expect(bench.simulator.sheets).toBe(250 - 4);
});
