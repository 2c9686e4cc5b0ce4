/** What a run of tests came to. Skipped tests are neither. */
export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

export const none: Counts = { passed: 0, failed: 0, skipped: 0 };

export const sum = (counts: readonly Counts[]): Counts =>
  counts.reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      skipped: all.skipped + one.skipped,
    }),
    none,
  );

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const count = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** A suite that said it failed though no test of it did still counts as a failure. */
const atLeast = (counts: Counts, status: number | null): Counts =>
  status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;

/** A run in which nothing ran proves nothing. */
const notEmpty = (counts: Counts): Counts =>
  counts.passed + counts.failed === 0 ? { ...counts, failed: 1 } : counts;

/** Vitest's JSON report. A file that could not even be loaded is one failure. */
export const vitestCounts = (report: unknown, status: number | null): Counts => {
  const files = list(isRecord(report) ? report.testResults : undefined).filter(isRecord);
  const states = files.map((file) =>
    list(file.assertionResults)
      .filter(isRecord)
      .map((test) => test.status),
  );
  const all = states.flat();
  const broken = files.filter(
    (file, index) => file.status === 'failed' && !states[index]?.includes('failed'),
  );
  const passed = all.filter((state) => state === 'passed').length;
  const failed = all.filter((state) => state === 'failed').length + broken.length;
  return notEmpty(atLeast({ passed, failed, skipped: all.length + broken.length - passed - failed }, status));
};

/** Playwright's JSON report. A flaky test has failed once, which is a failure. */
export const playwrightCounts = (report: unknown, status: number | null): Counts => {
  const stats = isRecord(report) && isRecord(report.stats) ? report.stats : {};
  const errors = list(isRecord(report) ? report.errors : undefined).length;
  const failed = count(stats.unexpected) + count(stats.flaky) + errors;
  return notEmpty(atLeast({ passed: count(stats.expected), failed, skipped: count(stats.skipped) }, status));
};
