import { z } from 'zod';
import { CamerasHere, Captured } from './cameras.ts';
import { Intent } from './intents.ts';
import { Snapshot } from './snapshot.ts';

/** What the renderer may ask of the core. Inputs and outputs are checked on both sides. */
export const procedures = {
  /** The renderer is up and shows nothing yet. */
  hello: { input: z.object({}), output: Snapshot },
  intend: { input: Intent, output: z.null() },
  /** Bytes shown on this screen only: a scanned page, a certificate. Base64; null when it is gone. */
  blob: {
    input: z.object({ handle: z.string().max(100) }),
    output: z.object({ mediaType: z.string(), base64: z.string() }).nullable(),
  },
  /** Press-and-hold: the full text behind a masked one. Null when it is gone. */
  reveal: {
    input: z.object({ ref: z.string().max(200) }),
    output: z.object({ text: z.string() }).nullable(),
  },
  /** A frame was painted; told at most once in 5 s. The heartbeat passes on when. */
  painted: { input: z.object({}), output: z.null() },
  /**
   * Told after connecting and at every change. Answered with the label of the one that the scan screen is to open, an
   * empty one for whichever comes first, null where this kiosk has no document camera or it is not among them.
   */
  cameras: { input: CamerasHere, output: z.object({ use: z.string().max(200).nullable() }) },
  /** A still picture that the core asked for, or why there is none. */
  captured: { input: Captured, output: z.null() },
} as const;

export type ProcedureName = keyof typeof procedures;
export type Input<N extends ProcedureName> = z.infer<(typeof procedures)[N]['input']>;
export type Output<N extends ProcedureName> = z.infer<(typeof procedures)[N]['output']>;

/** The core as the renderer sees it. */
export type CoreProcedures = { [N in ProcedureName]: (input: Input<N>) => Promise<Output<N>> };
