/** Milliseconds and counts. Retries and pauses are those of sane-airscan (airscan-escl.c), which has met most devices. */
export type EsclTiming = {
  /** Between two looks at ScannerStatus while nothing runs. */
  readonly poll: number;
  /** Between attempts to reach a device that is not there: 1, 2, 5, 10 s, then that. */
  readonly backOff: readonly number[];
  /** Without a byte, for everything but pages. */
  readonly answer: number;
  /** Without a byte, for a page: a lamp warms up, a slow device scans 600 dpi. */
  readonly page: number;
  /** For the whole of one reply. */
  readonly total: number;
  /** For taking leave of a job. */
  readonly goodbye: number;
  readonly retryPause: number;
  readonly pageAttempts: number;
  readonly otherAttempts: number;
  /** Between pages: half the time that the last one took, but no more than this. */
  readonly maxPagePause: number;
};

export const ESCL_TIMING: EsclTiming = {
  poll: 10_000,
  backOff: [1_000, 2_000, 5_000, 10_000],
  answer: 10_000,
  page: 30_000,
  total: 120_000,
  goodbye: 3_000,
  retryPause: 1_000,
  pageAttempts: 30,
  otherAttempts: 10,
  maxPagePause: 1_000,
};
