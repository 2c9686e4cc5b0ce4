/** How long SANE may take, in milliseconds. */
export type SaneTiming = {
  /** Between two looks at whether the device is there; each look opens it for a few milliseconds. At least 10 s. */
  readonly poll: number;
  /** For one such look. */
  readonly probe: number;
  /** Without progress or a page. A lamp that warms up shows none for up to 40 s. */
  readonly silence: number;
  /** For a whole scan: `base`, and `page` more for each page asked for. */
  readonly base: number;
  readonly page: number;
  /** From the moment that scanimage has named a fault to its end; one in thirty never ends by itself. */
  readonly linger: number;
  /** From SIGTERM to SIGKILL. */
  readonly grace: number;
};

export const MIN_POLL = 10_000;

export const SANE_TIMING: SaneTiming = {
  poll: 15_000,
  probe: 10_000,
  silence: 60_000,
  base: 90_000,
  page: 30_000,
  linger: 3_000,
  grace: 4_000,
};
