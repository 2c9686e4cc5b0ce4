/** Milliseconds. No official figure is public; these follow what vendors' programs use (README). */
export type SamTimings = {
  /** Between the answer to one "find card" and the next. */
  readonly pollEvery: number;
  /** Between two self-tests of a module that is out of order. */
  readonly faultedEvery: number;
  readonly status: number;
  readonly reset: number;
  readonly samNumber: number;
  readonly findCard: number;
  readonly selectCard: number;
  readonly readCard: number;
  readonly readCardWithFingerprint: number;
  readonly readNewestAddress: number;
  readonly readManagementNumber: number;
  /** For a whole read with all its attempts, from the call. */
  readonly wholeRead: number;
};

export const usualTimings: SamTimings = {
  pollEvery: 300,
  faultedEvery: 3000,
  status: 500,
  reset: 1000,
  samNumber: 300,
  findCard: 500,
  selectCard: 500,
  readCard: 3000,
  readCardWithFingerprint: 4000,
  readNewestAddress: 1500,
  readManagementNumber: 500,
  wholeRead: 9000,
};

export type SamSettings = {
  readonly timings: SamTimings;
  /** `30 01`: text and photo. `30 10`: also makes readers that insist on it hand over; the fingerprint is passed over. */
  readonly readCommand: 'readCard' | 'readCardWithFingerprint';
  /** Ask for the newest additional address (30 03) after a read. */
  readonly newestAddress: boolean;
  /** Ask for the management number (30 05) to tell a card that was read and still lies there from one lifted. Not every reader answers. */
  readonly presencePoll: boolean;
  /** Attempts at one card within one read. */
  readonly attempts: number;
  /** Consecutive missing replies before the module is reset, and before the port is opened anew. */
  readonly resetAfter: number;
  readonly reopenAfter: number;
  /** Milliseconds before each further attempt to open. */
  readonly backOff: readonly number[];
};

export const usualSettings: SamSettings = {
  timings: usualTimings,
  readCommand: 'readCard',
  newestAddress: true,
  presencePoll: false,
  attempts: 3,
  resetAfter: 3,
  reopenAfter: 5,
  backOff: [1000, 2000, 5000, 10_000],
};

/** Settings with some of them changed; timings one by one. */
export type SamOptions = Partial<Omit<SamSettings, 'timings'>> & { readonly timings?: Partial<SamTimings> };

export const withUsual = (options: SamOptions): SamSettings => ({
  ...usualSettings,
  ...options,
  timings: { ...usualTimings, ...options.timings },
});
