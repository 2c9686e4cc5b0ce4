/** What the core's exit status tells its shell (sysexits.h where there is a word for it). */
export const exitCodes = {
  /** EX_CONFIG: the configuration or the storage key; starting again would not help. */
  badConfiguration: 78,
  /** EX_TEMPFAIL: asked for by staff or the central system. */
  startAgain: 75,
} as const;
