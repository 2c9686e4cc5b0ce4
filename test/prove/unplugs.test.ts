import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { prove } from './proof.ts';
import { unplugs } from './unplugs.ts';

/** The short form of `npm run prove -- unplugs`. */
it('every kind of device, unplugged again and again, is ready again each time and leaves nothing open', async () => {
  const report = await prove(unplugs, { seed: 1, factor: 0.01, results: tmpdir() });
  expect(report.failed).toEqual([]);
  expect(report.passed).toBe(70);
}, 60_000);
