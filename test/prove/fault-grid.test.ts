import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { GridDevice, Seen } from './fault-grid/grid.ts';
import { devices, faultGrid, proveDevice } from './fault-grid.ts';
import { type Proof, prove } from './proof.ts';

/** The short form of `npm run prove -- fault-grid`: of slow devices a few faults, of quick ones every one. */
const quick: ReadonlySet<string> = new Set(['sam', 'escpos', 'ipp', 'camera', 'hid-pos']);

const proofOf = (device: GridDevice): Pick<Proof, 'run'> => ({
  run: async (context) => {
    await proveDevice(context, device);
  },
});

describe('a fault before, during or after the job is told rightly, and nothing is wrongly called done:', () => {
  it.each(devices)(
    '$name',
    async (device) => {
      const factor = quick.has(device.name) ? 1 : 0.1;
      const report = await prove(proofOf(device), { seed: 1, factor, results: tmpdir() });
      expect(report.failed).toEqual([]);
      expect(report.passed).toBeGreaterThanOrEqual(6);
    },
    60_000,
  );

  it.each(devices)('every fault of $name has been thought about', async ({ name, faults }) => {
    const table = await readFile(new URL(`fault-grid/expected/${name}.md`, import.meta.url), 'utf8');
    const rows = table.split('\n').filter((line) => line.startsWith('| '));
    expect(rows.slice(2).map((line) => line.split('|')[1]?.trim())).toEqual(faults);
  });
});

describe('the grid itself', () => {
  const device = (seen: Partial<Seen>): GridDevice => ({
    name: 'escpos',
    faults: ['paper out', 'cover open'],
    observe: async () => ({
      status: { link: 'ready', conditions: [] },
      job: 'done',
      told: 'offered',
      ...seen,
    }),
  });

  it.each<[string, Partial<Seen>]>([
    ['a cell that differs from what is right', {}],
    ['a done that the simulator contradicts', { wronglyDone: 'no slip came out' }],
    ['a failure told as finished', { job: 'rejected', told: 'finish, slip printed' }],
    ['a failure that nobody is told of', { job: 'rejected', told: 'nothing is told, 0 pages' }],
    ['an empty part', { told: '' }],
  ])('fails for %s', async (_, seen) => {
    const report = await prove(proofOf(device(seen)), { seed: 1, factor: 1, results: tmpdir() });
    expect(report.passed).toBe(0);
    expect(report.failed).toHaveLength(6);
  });

  it('is written as a table', async () => {
    const results = await mkdtemp(join(tmpdir(), 'grid-'));
    try {
      const alone = { run: (context) => faultGrid.run({ ...context, spread: () => [0] }) } satisfies Pick<
        Proof,
        'run'
      >;
      const report = await prove(alone, { seed: 1, factor: 0.01, results });
      expect(report.failed).toEqual([]);
      const table = await readFile(join(results, 'fault-grid.md'), 'utf8');
      expect(table).toContain(`${devices.length * 3} of ${devices.length * 3} cells filled.`);
    } finally {
      await rm(results, { recursive: true, force: true });
    }
  }, 60_000);
});
