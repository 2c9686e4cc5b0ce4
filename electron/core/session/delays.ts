/** Every time-out of a visit, named, in milliseconds. */
export const delays = {
  /** The runner's pulse; countdowns move with it. */
  tick: 1_000,
  /** Nobody is thrown out earlier than this after the last sign of life. */
  idleFloor: 60_000,
  /** Nobody keeps the kiosk longer than this without a sign of life. */
  idleCap: 300_000,
  /** How many of this person's own pauses are allowed to pass. */
  idlePauses: 6,
  /** How long the warning stands at least before the visit ends; it too follows the person's pace. */
  idleWarning: 30_000,
  idleWarningCap: 90_000,
  /** Speech holds the clock so long after the last touch. */
  speechCap: 180_000,
  /** `finish` is left after this much quiet; the matter is settled there. */
  finishIdle: 45_000,
  /** Looking a person up never keeps a citizen longer (central-api.md: 5 s). */
  lookUp: 5_000,
  /** What it said holds for so long (its token for 15 min); then, or after something new was received, it is asked again. */
  lookUpHolds: 600_000,
  /** How long the receipt waits for the central system before it says "saved here". */
  receiptWait: 5_000,
  /** The reminder of belongings that nothing senses. */
  belongings: 20_000,
  /** What is still there is reminded of again, by tone and light. */
  belongingsRemind: 10_000,
  /** Something is sensed to lie there still: then staff is called. */
  belongingsCall: 30_000,
  /** From then on the reminder comes seldom: it may be night, and nobody near. */
  belongingsAgain: 60_000,
  /** A call from a kiosk out of service stands so long before another one is sent. */
  callStands: 300_000,
  /** A staff screen left alone goes back. */
  staffIdle: 120_000,
  /** After so many wrong PINs the log-in is locked for this long. */
  staffLock: 300_000,
} as const;

export const wrongPinsBeforeLock = 5;
