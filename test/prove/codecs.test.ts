import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { codecParts } from './codecs.ts';
import { prove } from './proof.ts';

/** The short form of `npm run prove -- codecs`: the same promises, a few hundredths of the cases. */
describe('whatever bytes arrive, no decoder throws, overfills or misses the next good frame:', () => {
  it.each(codecParts)('$name', async (part) => {
    const report = await prove(part, { seed: 20261123, factor: 0.002, results: tmpdir() });
    expect(report.failed).toEqual([]);
    expect(report.passed).toBeGreaterThan(100);
  });
});
