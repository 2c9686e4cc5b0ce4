import { z } from 'zod';
import { Field } from '../catalogue.ts';
import { FieldValue } from '../field-value.ts';
import { Reason } from '../reasons.ts';
import { DateText, Text } from '../text.ts';
import { unavailable } from './unavailable.ts';

/** What a matter needs: questions, papers, the read-back. */

/** One line of "what you need", computed by the same function as the slip's and the submission's. */
const NeedLine = z.object({
  materialId: z.string(),
  name: Text,
  required: z.boolean(),
  source: z.enum(['scan', 'records', 'licence']),
  deferrable: z.boolean(),
  deferDays: z.number().int().optional(),
  pages: z.object({ min: z.number().int(), max: z.number().int() }).optional(),
});

/** An item, or a bundle of them: what is needed for all of it, each thing once. */
export const item = z.object({
  name: z.literal('item'),
  item: z.object({
    id: z.string(),
    name: Text,
    department: Text,
    route: z.enum(['kiosk', 'counter', 'online', 'print']),
    fee: z.string().optional(),
    promiseDays: z.number().optional(),
    legalDays: z.number().optional(),
    identity: z.enum(['card', 'typed', 'none']),
    /** For a business: its licence's code is asked for. */
    licence: z.boolean(),
  }),
  /** The items of a bundle. */
  parts: z.array(Text),
  questions: z.number().int(),
  needs: z.array(NeedLine),
  hasGuide: z.boolean(),
  /** Where the item is not for the kiosk (counter, online, fee) or can't be finished here now. */
  ...unavailable,
  /** 代办: data-choice `on-behalf` begins it for somebody else; with its reason where that can't be now. */
  onBehalf: z.object({ ...unavailable }).optional(),
  /** For an item of the counter: the queue whose ticket helps. */
  queueId: z.string().optional(),
});

export const form = z.object({
  name: z.literal('form'),
  page: z.object({ id: z.string(), title: Text, fields: z.array(Field) }),
  values: z.record(z.string(), FieldValue),
  /** Field id -> error code (`errors.<code>` in the locales). */
  errors: z.record(z.string(), z.string()),
  /** Where a value that is already filled in comes from. */
  sources: z.record(z.string(), z.enum(['profile', 'business', 'card'])),
});

const MaterialLine = z.object({
  id: z.string(),
  name: Text,
  required: z.boolean(),
  source: z.enum(['scan', 'records', 'licence']),
  status: z.enum(['missing', 'supplied', 'from-records', 'deferred', 'licence']),
  pages: z.number().int().optional(),
  deferUntil: DateText.optional(),
  ...unavailable,
});

export const materials = z.object({
  name: z.literal('materials'),
  materials: z.array(MaterialLine),
  /** `next` goes on. */
  complete: z.boolean(),
  /** Carried on from a draft, which holds no scans: some had been scanned that are not here now. */
  scansAgain: z.boolean(),
  /** Set when papers are added to an earlier application. */
  receiptNumber: z.string().optional(),
});

export const PageVerdict = z.enum(['blank', 'blurred', 'skewed', 'cut-off']);
export type PageVerdict = z.infer<typeof PageVerdict>;

export const ScanSource = z.enum(['flatbed', 'feeder', 'camera']);
export type ScanSource = z.infer<typeof ScanSource>;

export const scan = z.object({
  name: z.literal('scan'),
  material: z.object({ id: z.string(), name: Text, min: z.number().int(), max: z.number().int() }),
  state: z.enum(['ready', 'scanning', 'saving']),
  /** While scanning: the page that is coming in, 1-based. */
  page: z.number().int().optional(),
  pages: z.array(z.object({ handle: z.string(), verdicts: z.array(PageVerdict) })),
  /** What went wrong with the last scan. */
  problem: Reason.optional(),
  sources: z.array(ScanSource),
  /** What is the matter with the feeder where another source still works; it can be chosen and tried again all the same. */
  feederUnavailable: Reason.optional(),
  /** data-choice `flatbed` / `feeder` / `camera`; at `camera` the screen shows what the camera sees. */
  source: ScanSource,
  canConfirm: z.boolean(),
});

const ReviewRow = z.object({
  label: Text.optional(),
  labelKey: z.string().optional(),
  /** Already masked where it must be. */
  value: z.string(),
  /** Texts of options, materials: in the catalogue's languages. */
  text: z.array(Text).optional(),
  /** `review.value.<key>`: yes, no, deferred until …, from records. */
  valueKey: z.string().optional(),
  valueParams: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  /** Press-and-hold shows the full value. */
  reveal: z.string().optional(),
  /** Where the change link goes. */
  change: z.string().optional(),
});

export const review = z.object({
  name: z.literal('review'),
  sections: z.array(
    z.object({
      title: Text.optional(),
      titleKey: z.string().optional(),
      /** Where a bundle's next item begins. */
      part: Text.optional(),
      rows: z.array(ReviewRow),
    }),
  ),
  /** Of each item, once each. */
  consents: z.array(Text),
  /** Somebody acts for the applicant. */
  byAgent: z.boolean(),
  promiseDays: z.number().optional(),
});
