import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type CodeAssembler, lineAssembler, reportAssembler } from '../../../devices/models/hid-pos/codec.ts';
import { layoutOfDescriptor } from '../../../devices/models/hid-pos/report-layout.ts';
import { longestCode } from '../../../devices/models/hid-pos/text.ts';
import { assembled, reportsOf } from '../../devices/support/code-reports.ts';
import type { ProofContext } from '../proof.ts';
import { damaged, otherValues, same, sampled } from './sampled.ts';

const kinds = ['usual', 'extra-byte', 'short'] as const;
const codes = ['HELLO', 'https://example.test/code?x=1', `${'x'.repeat(50)}西湖区`, '0123456789'.repeat(12)];
const next = 'NEXT-330106';

const textsOf = (assembler: CodeAssembler, chunks: readonly Uint8Array[]): string[] =>
  chunks.flatMap((chunk) => assembler.push(chunk).codes.map(({ text }) => text));

/** What was begun ends by silence; then the next code must be whole. */
const thenNext = (
  assembler: CodeAssembler,
  chunks: readonly Uint8Array[],
  reports: readonly Uint8Array[],
): void => {
  textsOf(assembler, chunks);
  assembler.silence();
  same(assembler.unfinished, false);
  same(textsOf(assembler, reports), [next]);
};

const proveReports = async (context: ProofContext): Promise<void> => {
  const check = (promise: string, body: () => number) => context.check(`HID POS: ${promise}`, body);
  await check('after any single wrong byte in a report the next code is whole', () => {
    let cases = 0;
    for (const kind of kinds)
      for (const code of codes) {
        const { reports, descriptor } = reportsOf(kind, code);
        const good = reportsOf(kind, next).reports;
        for (const [which, report] of reports.entries())
          for (const at of report.keys())
            for (const byte of otherValues(report[at] ?? 0, context.times(255, 2))) {
              const bad = reports.with(which, damaged(report, at, byte));
              thenNext(reportAssembler(descriptor), bad, good);
              thenNext(reportAssembler(), bad, good);
              cases += 1;
            }
      }
    return cases;
  });
  await check(
    'a code that lost any of its reports, or whose reports are mixed with others, ruins no later one',
    () =>
      sampled(
        context,
        'hid lost',
        fc.tuple(
          fc.constantFrom(...kinds),
          fc.stringMatching(/^[!-~]{1,300}$/),
          fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
        ),
        ([kind, code, keep]) => {
          const { reports } = reportsOf(kind, code);
          const other = reportsOf(kind, code.toLowerCase()).reports;
          const mixed = reports.flatMap((report, index) => [report, ...(other[index] ? [other[index]] : [])]);
          const good = reportsOf(kind, next).reports;
          thenNext(
            reportAssembler(),
            reports.filter((_, index) => keep[index % keep.length]),
            good,
          );
          thenNext(reportAssembler(), mixed, good);
        },
      ),
  );
  await check('every code comes through whole, with and without the descriptor', () =>
    sampled(
      context,
      'hid round trip',
      fc.tuple(
        fc.constantFrom(...kinds),
        fc.oneof(
          fc.stringMatching(/^[!-~]{1,300}$/),
          fc.string({ unit: 'grapheme-composite', minLength: 1, maxLength: 60 }),
        ),
      ),
      ([kind, text]) => {
        if (
          text.trim() !== text ||
          /[\r\n\t]$/.test(text) ||
          !text.isWellFormed() ||
          text.startsWith('\ufeff')
        )
          return;
        const { reports, descriptor } = reportsOf(kind, text);
        const wanted = { codes: [{ text, symbology: ']Q1' }], discarded: 0 };
        same(assembled(reports, descriptor), wanted);
        same(assembled(reports), wanted);
      },
    ),
  );
  await check('any reports at all are survived within the ceiling, and the next code is whole', () =>
    sampled(
      context,
      'hid noise',
      fc.tuple(fc.array(fc.uint8Array({ maxLength: 70 }), { maxLength: 8 }), fc.nat(200)),
      ([noise, repeats]) => {
        const assembler = reportAssembler();
        let held = 0;
        for (const report of Array.from({ length: 1 + (repeats === 0 ? 40 : 0) }, () => noise).flat()) {
          const { codes: found, discarded } = assembler.push(report);
          held = found.length > 0 || discarded > 0 || !assembler.unfinished ? 0 : held + (report[1] ?? 0);
          assert(held <= longestCode + 0xff, `${held} bytes of one code held`);
        }
        thenNext(assembler, [], reportsOf('usual', next).reports);
      },
    ),
  );
  await check('any bytes at all for a descriptor give a layout or none', () =>
    sampled(context, 'hid descriptors', fc.uint8Array({ maxLength: 200 }), (noise) => {
      const layout = layoutOfDescriptor(noise);
      if (layout !== undefined) reportAssembler(noise).push(new Uint8Array(64).fill(1));
    }),
  );
};

const proveLines = async (context: ProofContext): Promise<void> => {
  const check = (promise: string, body: () => number) => context.check(`serial codes: ${promise}`, body);
  const line = (text: string, end = '\r\n') => new Uint8Array(Buffer.from(text + end));
  await check('golden lines mean the same at every place where they are cut in two', () => {
    let cases = 0;
    for (const code of codes)
      for (const end of ['\r', '\n', '\r\n', '\t']) {
        const wire = line(code, end);
        for (const at of wire.keys()) {
          same(textsOf(lineAssembler(), [wire.subarray(0, at), wire.subarray(at)]), [code]);
          cases += 1;
        }
      }
    return cases;
  });
  await check('after any single wrong byte, and silence, the next code is whole', () => {
    let cases = 0;
    for (const code of codes)
      for (const at of line(code).keys())
        for (const byte of otherValues(line(code)[at] ?? 0, context.times(255, 4))) {
          thenNext(lineAssembler(), [damaged(line(code), at, byte)], [line(next)]);
          cases += 1;
        }
    return cases;
  });
  await check(
    'any bytes at all are survived, none is held beyond the ceiling, and the next code is whole',
    () =>
      sampled(
        context,
        'line noise',
        fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 4 }),
        (noise) => {
          thenNext(lineAssembler(), noise, [line(next)]);
          const assembler = lineAssembler();
          const flood = assembler.push(new Uint8Array(longestCode + 1).fill(0x41));
          same(flood.discarded, longestCode + 1);
        },
        20_000,
      ),
  );
};

export const codeScanners = async (context: ProofContext): Promise<void> => {
  await proveReports(context);
  await proveLines(context);
};
