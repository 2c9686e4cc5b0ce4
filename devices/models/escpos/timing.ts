/** Milliseconds. No maker states figures; these follow what receiptio and drivers in the field use (README). */
export const ESCPOS_TIMING = {
  /** Between health polls when nothing is printed; some systems never report a lost line by themselves. */
  poll: 3000,
  /** Between status queries while a job is awaited: for printers that do not report changes by themselves. */
  pollWhilePrinting: 1000,
  /** For the answer to one real-time query. */
  reply: 1000,
  /** From the last byte of a job to the answer to its marker. */
  print: 15_000,
  /** How much longer a job may take while the printer waits for its head to cool or its feed button to be let go. */
  patience: 60_000,
  /** From the first sign of a stop until it is believed: the answer to the marker may already be on its way. */
  stopGrace: 300,
  /** A marker's answer is one byte alone; so long nothing like it may follow. */
  markerQuiet: 60,
  /** For the answer to a marker sent only to find out where the printer stands. */
  probe: 2000,
  /** For late answers to stray in before a new job. */
  probeQuiet: 300,
} as const;

export type EscposTiming = { readonly [Name in keyof typeof ESCPOS_TIMING]: number };
