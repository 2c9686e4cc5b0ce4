import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { proveSchedules } from './network.ts';
import { prove } from './proof.ts';

/** The short form of `npm run prove -- network`. */
test('over two dozen broken lines, in clear text and with TLS, what is told arrives once', async () => {
  const run = (context: Parameters<typeof proveSchedules>[0]) => proveSchedules(context, 1, 24);
  const report = await prove({ run }, { seed: 1, factor: 1, results: tmpdir() });
  expect(report.failed).toEqual([]);
  expect(report.passed).toBe(24);
});
