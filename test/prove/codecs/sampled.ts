import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { ProofContext } from '../proof.ts';

/** How many cases fast-check samples for one promise in a full proof. */
export const samples = 100_000;

const broken = ({ errorInstance }: { readonly errorInstance: unknown }, report: string): Error =>
  new Error(`${errorInstance instanceof Error ? errorInstance.message : String(errorInstance)}\n${report}`);

/**
 * So many sampled cases of one promise; the counterexample, made small, is the error.
 * @returns how many cases were tried
 */
export const sampled = <T>(
  context: ProofContext,
  part: string,
  arbitrary: fc.Arbitrary<T>,
  holds: (value: T) => void,
  full = samples,
): number => {
  const numRuns = context.times(full, 20);
  const details = fc.check(
    fc.property(arbitrary, (value) => holds(value)),
    { seed: context.seedFor(part), numRuns },
  );
  if (details.failed) throw broken(details, fc.defaultReportMessage(details) ?? '');
  return numRuns;
};

/** `sampled` for promises that take a promise to look at. */
export const sampledLater = async <T>(
  context: ProofContext,
  part: string,
  arbitrary: fc.Arbitrary<T>,
  holds: (value: T) => Promise<void>,
  full = samples,
): Promise<number> => {
  const numRuns = context.times(full, 20);
  const details = await fc.check(
    fc.asyncProperty(arbitrary, (value) => holds(value)),
    { seed: context.seedFor(part), numRuns },
  );
  if (details.failed) throw broken(details, (await fc.asyncDefaultReportMessage(details)) ?? '');
  return numRuns;
};

/** Deep equality; the difference is written out only when there is one, which is what takes the time. */
export const same = (found: unknown, wanted: unknown, about = ''): void => {
  if (!isDeepStrictEqual(found, wanted)) {
    assert.deepEqual(
      found,
      wanted,
      about === '' ? undefined : `${about}: ${JSON.stringify(found)?.slice(0, 400)}`,
    );
    throw new Error(`${about}: equal in content, not in kind`);
  }
};

/** `whole` with the byte at `at` replaced. */
export const damaged = (whole: Uint8Array, at: number, byte: number): Uint8Array => {
  const copy = Uint8Array.from(whole);
  copy[at] = byte;
  return copy;
};

/** The 255 other values of a byte, or `most` of them: every single-bit error first, then ones spread over the rest. */
export const otherValues = (byte: number, most = 255): readonly number[] => {
  const flips = [1, 2, 4, 8, 16, 32, 64, 128];
  const rest = Array.from({ length: 255 }, (_, index) => index + 1).filter((flip) => !flips.includes(flip));
  const wanted = Math.max(0, Math.min(rest.length, most - flips.length));
  const spread = Array.from(
    { length: wanted },
    (_, index) => rest[Math.floor((index * rest.length) / wanted)] ?? 3,
  );
  return [...flips, ...spread].map((flip) => byte ^ flip);
};
