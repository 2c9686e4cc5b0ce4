import { z } from 'zod';
import { Hours } from '../catalogue.ts';
import { Reason } from '../reasons.ts';
import { DateText, Text } from '../text.ts';
import { JourneyId } from './arriving.ts';
import { unavailable } from './unavailable.ts';

/** Certificates, printing, how things stand, and how they ended. */

export const documents = z.object({
  name: z.literal('documents'),
  documents: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      issuer: z.string(),
      issuedOn: z.string(),
      expiresOn: z.string().optional(),
      pages: z.number().int(),
      fee: z.string().optional(),
      ...unavailable,
    }),
  ),
  ...unavailable,
});

export const preview = z.object({
  name: z.literal('preview'),
  title: z.string(),
  pages: z.number().int(),
  state: z.enum(['loading', 'ready', 'failed']),
  handle: z.string().optional(),
  ...unavailable,
});

export const printing = z.object({
  name: z.literal('printing'),
  what: z.enum(['ticket', 'receipt', 'document', 'notice', 'draft', 'pickup']),
  /** `saving`: written down first. `asking`: the printer's answer was lost; data-choice `came-out` / `did-not`. */
  state: z.enum(['saving', 'printing', 'asking', 'waiting']),
  progress: z.object({ done: z.number().int(), total: z.number().int() }).optional(),
  /** The printer waits (paper, cover) but may still go on. */
  problem: Reason.optional(),
  number: z.string().optional(),
  /** When staff were told, if they were. */
  toldAt: z.string().optional(),
});

const ApplicationLine = z.object({
  receiptNumber: z.string(),
  title: z.string(),
  status: z.string(),
  updatedAt: z.string(),
  promisedBy: z.string().optional(),
  missing: z.array(z.object({ materialId: z.string(), name: z.string() })),
});

/** Also the first screen of 补交材料: data-choice is the receipt number. */
export const progress = z.object({
  name: z.literal('progress'),
  purpose: z.enum(['progress', 'scan']),
  applications: z.array(ApplicationLine),
  /** Saved on this kiosk for this person in this visit, not yet received. */
  waiting: z.number().int(),
  ...unavailable,
});

export const report = z.object({
  name: z.literal('report'),
  /** data-field `text` and `contact`. */
  text: z.string(),
  contact: z.string(),
  about: z.object({ screen: z.string(), item: Text.optional(), fault: z.string().optional() }),
  state: z.enum(['writing', 'saving']),
});

export const nearby = z.object({
  name: z.literal('nearby'),
  points: z.array(
    z.object({
      id: z.string(),
      name: Text,
      address: Text,
      distanceMetres: z.number(),
      hours: Hours,
      open: z.boolean(),
      phone: z.string().optional(),
      /** Journeys that a kiosk there offers. */
      services: z.array(JourneyId),
    }),
  ),
  /** The point that is opened. */
  point: z.string().optional(),
});

export const guide = z.object({
  name: z.literal('guide'),
  steps: z.array(z.object({ text: Text })),
  step: z.number().int(),
  /** The recording of this step, played instead of a voice of the system; without a handle it is still on its way. */
  recording: z.object({ handle: z.string().optional() }).optional(),
  /** The picture of this step, beside its text; likewise. Gone when it can't be had. */
  picture: z.object({ handle: z.string().optional() }).optional(),
});

export const resume = z.object({
  name: z.literal('resume'),
  /** data-field `code`. */
  code: z.string(),
  state: z.enum(['code', 'opening']),
  error: z.string().optional(),
  ...unavailable,
});

export const call = z.object({
  name: z.literal('call'),
  state: z.enum(['calling', 'told', 'saved']),
  at: z.string(),
});

/** Three different things: written down here, received by the central system, or refused by it and kept for staff. */
const RecordState = z.enum(['saved', 'received', 'held']);

const SlipState = z.enum(['printed', 'not-printed', 'unknown', 'none']);

export const finish = z.object({
  name: z.literal('finish'),
  matter: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('ticket'),
      number: z.string(),
      queue: Text,
      waiting: z.number().int().optional(),
      wait: z.object({ fromMinutes: z.number().int(), toMinutes: z.number().int() }).optional(),
      slip: SlipState,
    }),
    z.object({
      kind: z.literal('application'),
      /** Two different things: written down here, or received (all of it) by the central system. */
      state: RecordState,
      /** One an item; several of a bundle. */
      records: z.array(
        z.object({
          name: Text,
          state: RecordState,
          localCode: z.string(),
          receiptNumber: z.string().optional(),
          promisedBy: z.string().optional(),
        }),
      ),
      deferred: z.array(z.object({ name: Text, until: DateText })),
      slip: SlipState,
      /** 受理通知书 on A4: `print` prints it. Absent where this kiosk prints no A4. */
      notice: z.object({ printed: z.boolean(), ...unavailable }).optional(),
    }),
    z.object({
      kind: z.literal('document'),
      title: z.string(),
      sheets: z.object({
        asked: z.number().int(),
        taken: z.number().int(),
        spoiled: z.number().int(),
        unknown: z.number().int(),
      }),
    }),
    z.object({
      kind: z.literal('supplement'),
      state: RecordState,
      receiptNumber: z.string(),
    }),
    z.object({
      kind: z.literal('report'),
      state: RecordState,
      receiptNumber: z.string().optional(),
    }),
  ]),
  /** What this person may want next: data-choice is the item's id. */
  suggestions: z.array(z.object({ itemId: z.string(), name: Text, reason: z.string() })),
  /** 好差评: data-choice `rate-1` … `rate-5`; what was given. */
  rating: z.object({ given: z.number().int().min(1).max(5).optional() }).optional(),
});

export const trouble = z.object({
  name: z.literal('trouble'),
  reason: Reason,
  /** Nothing is lost: what has been saved. */
  saved: z.enum(['nothing-to-lose', 'saved', 'ticket']),
  /** When staff was told, if they were. */
  toldAt: z.string().optional(),
  pages: z.array(
    z.object({ page: z.number().int(), state: z.enum(['taken', 'spoiled', 'owed', 'unknown']) }),
  ),
  /** `print` prints just the owed pages; shown when the printer works again. */
  canPrint: z.boolean(),
  number: z.string().optional(),
});
