/** What becomes of the kiosk when its core has ended. Pure. The two statuses are the core's own words. */

/** EX_CONFIG: another start would end the same way. */
export const BAD_CONFIGURATION = 78;
/** EX_TEMPFAIL: "please start me again". */
export const START_AGAIN = 75;

const pauses = [1_000, 2_000, 5_000, 10_000] as const;
/** A core that has run for so long had started well: what ended it is a new trouble. */
const SETTLED_AFTER_MS = 30_000;

export type CoreExit = {
  readonly code: number;
  readonly ranMs: number;
  /** Ends in a row before this one, as the verdict before has counted them. */
  readonly failures: number;
  /** We asked it to end. */
  readonly stopping: boolean;
};

export type Verdict =
  | { readonly kind: 'end'; readonly status: number }
  | { readonly kind: 'restart'; readonly afterMs: number; readonly failures: number };

export const afterExit = ({ code, ranMs, failures, stopping }: CoreExit): Verdict => {
  if (stopping) return { kind: 'end', status: 0 };
  if (code === BAD_CONFIGURATION) return { kind: 'end', status: BAD_CONFIGURATION };
  const settled = ranMs >= SETTLED_AFTER_MS;
  // A core that asks at once, again and again, is in trouble like any other.
  if (code === START_AGAIN && (settled || failures === 0))
    return { kind: 'restart', afterMs: 0, failures: settled ? 0 : 1 };
  const before = settled ? 0 : failures;
  return {
    kind: 'restart',
    afterMs: pauses[Math.min(before, pauses.length - 1)] ?? 10_000,
    failures: before + 1,
  };
};
