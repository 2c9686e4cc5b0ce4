import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ReasonCode } from '../../electron/contract/reasons.ts';
import { IdentifyAdvice } from '../../electron/contract/screens.ts';
import en from '../../locales/en.json' with { type: 'json' };
import zhCN from '../../locales/zh-CN.json' with { type: 'json' };
import { camera } from './fault-grid/camera.ts';
import { toldNothing } from './fault-grid/citizen.ts';
import { cupsLp } from './fault-grid/cups-lp.ts';
import { escl } from './fault-grid/escl.ts';
import { escpos } from './fault-grid/escpos.ts';
import { expectedCell } from './fault-grid/expected.ts';
import { cellOf, type GridDevice, type Moment, moments, type Seen } from './fault-grid/grid.ts';
import { hidPos } from './fault-grid/hid-pos.ts';
import { ipp } from './fault-grid/ipp.ts';
import { sam } from './fault-grid/sam.ts';
import { sane } from './fault-grid/sane.ts';
import type { Proof, ProofContext } from './proof.ts';

/** A further model joins here, with its expected cells in `fault-grid/expected/`. */
export const devices: readonly GridDevice[] = [sam, escpos, ipp, ...cupsLp, escl, sane, camera, hidPos];

type Row = { readonly device: string; readonly fault: string; readonly cells: Map<Moment, string> };

/** Never empty, never a "done" that the simulator contradicts, and what was thought right beforehand. */
const verdict = (seen: Seen, expected: string | undefined): void => {
  if (seen.wronglyDone !== undefined) throw new Error(`called done: ${seen.wronglyDone}`);
  const cell = cellOf(seen);
  if (cell.split('; ').some((part) => part.trim() === '')) throw new Error(`a part is empty: ${cell}`);
  const succeeds = seen.told.includes('finish');
  if (succeeds && !seen.job.startsWith('done')) throw new Error(`told as finished, but: ${seen.job}`);
  if (seen.told.includes(toldNothing)) throw new Error(`a failure that nobody is told of: ${seen.job}`);
  if (expected === undefined) throw new Error(`not foreseen, seen: ${cell}`);
  if (cell !== expected) throw new Error(`seen:     ${cell}\nexpected: ${expected}`);
};

const asMarkdown = (rows: readonly Row[]): string => {
  const total = rows.length * moments.length;
  const filled = rows.reduce((sum, { cells }) => sum + cells.size, 0);
  const lines = rows.map(
    ({ device, fault, cells }) =>
      `| ${device} | ${fault} | ${moments.map((moment) => cells.get(moment) ?? '').join(' | ')} |`,
  );
  return [
    '# Every device, every fault, before, during and after its job',
    '',
    'A cell: what the device says of itself (`!` stops it, `?` warns); how its job ended; what people are told.',
    '',
    `| device | fault | ${moments.join(' | ')} |`,
    '| --- | --- | --- | --- | --- |',
    ...lines,
    '',
    `${filled} of ${total} cells filled.`,
    '',
  ].join('\n');
};

const sentences = [en, zhCN].map(
  ({ reason, identify }): Readonly<Record<string, string>> => ({ ...reason, ...identify.advice }),
);

/** Whatever the grid tells people has its sentence in both languages. */
const spoken = (rows: readonly Row[]): number => {
  const told = rows.flatMap(({ cells }) => [...cells.values()].map((cell) => cell.split('; ')[2] ?? ''));
  const known = new Set<string>([...ReasonCode.options, ...IdentifyAdvice.options]);
  const codes = new Set(told.flatMap((words) => words.split(/[ ,]+/)).filter((word) => known.has(word)));
  const silent = [...codes].filter((code) => sentences.some((texts) => (texts[code] ?? '') === ''));
  if (silent.length > 0) throw new Error(`no sentence for ${silent.join(', ')}`);
  return codes.size;
};

/** The rows of one device; all of them at factor 1, else evenly spread ones. */
export const proveDevice = async (context: ProofContext, device: GridDevice): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for (const index of context.spread(device.faults.length, 2)) {
    const fault = device.faults[index] ?? '';
    const cells = new Map<Moment, string>();
    for (const moment of moments)
      await context.check(`${device.name} × ${fault} × ${moment}`, async () => {
        const seen = await device.observe(fault, moment);
        cells.set(moment, cellOf(seen));
        verdict(seen, expectedCell(device.name, fault, moment));
      });
    rows.push({ device: device.name, fault, cells });
  }
  return rows;
};

export const faultGrid: Proof = {
  name: 'fault-grid',
  about:
    'Every device × every fault × before, during, after its job: the right condition, the right advice, no wrong "done".',
  run: async (context) => {
    const rows: Row[] = [];
    for (const device of devices) rows.push(...(await proveDevice(context, device)));
    const table = asMarkdown(rows);
    const path = join(context.results, 'fault-grid.md');
    await writeFile(path, table);
    context.note(table);
    await context.check('what is told has its sentence in both languages', () => spoken(rows));
    await context.check('every cell is filled', () => {
      const empty = rows.filter(({ cells }) => cells.size < moments.length);
      if (empty.length > 0)
        throw new Error(empty.map(({ device, fault }) => `${device} × ${fault}`).join('\n'));
    });
  },
};
