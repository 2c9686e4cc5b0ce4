import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { sendOver } from './network/broken-line.ts';
import { proveSchedules } from './network.ts';
import { prove } from './proof.ts';

/** Most of it is waiting; a busy machine waits longer. */
const PATIENCE = 180_000;

/** The short form of `npm run prove -- network`. */
test(
  'over a dozen broken lines, in clear text and with TLS, what is told arrives once',
  async () => {
    const run = (context: Parameters<typeof proveSchedules>[0]) => proveSchedules(context, 1, 12);
    const report = await prove({ run }, { seed: 1, factor: 1, results: tmpdir() });
    expect(report.failed).toEqual([]);
    expect(report.passed).toBe(12);
  },
  PATIENCE,
);

test(
  'a paper over a line that breaks every quarter of a second arrives once, and is never begun anew',
  async () => {
    const breaks = await sendOver({ size: 6_000_000, breaksEvery: 250, bytesPerSecond: 4_000_000 });
    expect(breaks).toBeGreaterThanOrEqual(3);
  },
  PATIENCE,
);
