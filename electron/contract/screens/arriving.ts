import { z } from 'zod';
import { Bundle } from '../catalogue.ts';
import { Reason } from '../reasons.ts';
import { Text } from '../text.ts';
import { unavailable } from './unavailable.ts';

/** Arriving, choosing, and being known. */

export const JourneyId = z.enum([
  'ticket',
  'apply',
  'print',
  'scan',
  'progress',
  'report',
  'nearby',
  'resume',
]);
export type JourneyId = z.infer<typeof JourneyId>;

const JourneyChoice = z.object({
  id: JourneyId,
  /** Behind `ticket`: people waiting in the shortest queue; behind `apply`: items that can be finished here. */
  count: z.number().int().optional(),
  wait: z.object({ fromMinutes: z.number().int(), toMinutes: z.number().int() }).optional(),
  ...unavailable,
});

const NoticeLine = z.object({ id: z.string(), text: Text, level: z.enum(['info', 'warning']) });

export const attract = z.object({
  name: z.literal('attract'),
  choices: z.array(JourneyChoice),
  notices: z.array(NoticeLine),
});
export const home = z.object({
  name: z.literal('home'),
  choices: z.array(JourneyChoice),
  notices: z.array(NoticeLine),
});

export const Priority = z.enum(['none', 'elderly', 'disabled', 'veteran', 'appointment']);
export type Priority = z.infer<typeof Priority>;

export const ticket = z.object({
  name: z.literal('ticket'),
  queues: z.array(
    z.object({
      id: z.string(),
      name: Text,
      prefix: z.string(),
      kind: z.enum(['general', 'field', 'theme']),
      windows: z.string().optional(),
      needsCard: z.boolean(),
      waiting: z.number().int().optional(),
      wait: z.object({ fromMinutes: z.number().int(), toMinutes: z.number().int() }).optional(),
      /** This person is expected here at that time. */
      appointmentAt: z.string().optional(),
      ...unavailable,
    }),
  ),
  /** data-choice: the priority's id. Touching the chosen one again takes it back. */
  priorities: z.array(Priority),
  priority: Priority,
  /**
   * While that priority is chosen: `ask`: the card would tell (`next` asks for it, nobody has to); `found`, `none`: known;
   * `unknown`: it can't be asked here now, the window looks.
   */
  appointments: z.enum(['ask', 'found', 'none', 'unknown']).optional(),
  /** data-choice `on-behalf`. */
  onBehalf: z.boolean(),
});

export const IdentifyAdvice = z.enum([
  'lay-again',
  'not-an-id-card',
  'several-cards',
  'not-accepted',
  'unknown-card-type',
  'reader-out-of-order',
  'expired',
  'not-yet-valid',
  // of two people: the card of the other one again
  'same-card',
  'not-representative',
  // not the card that the slip of a draft belongs to
  'other-card',
  'left-behind',
  // a phone's or a licence's code
  'unknown-code',
  'code-offline',
]);
export type IdentifyAdvice = z.infer<typeof IdentifyAdvice>;

export const identify = z.object({
  name: z.literal('identify'),
  /** Whose: one's own, that of the person one acts for, or the code of a business's licence (`next` goes on without). */
  who: z.enum(['self', 'principal', 'business']),
  /** A code from the phone does as well as the card. */
  phone: z.boolean(),
  /** `next` goes on without a licence's code. */
  canSkip: z.boolean(),
  /** The business whose licence has been read. */
  business: z.string().optional(),
  /** `looking-up`: the card has been read, the central system is asked. */
  state: z.enum(['waiting', 'reading', 'read', 'looking-up']),
  advice: IdentifyAdvice.optional(),
  /** The reader can't be used: why; typed fields or the counter remain. */
  readerUnavailable: Reason.optional(),
  /** Name and number typed instead, where the item allows it: data-field `name` and `idNumber`. */
  typed: z
    .object({
      name: z.string(),
      idNumber: z.string(),
      errors: z.record(z.string(), z.string()),
    })
    .optional(),
});

/** 代办: the agent's own card, after that of the person they act for. */
export const agent = z.object({
  name: z.literal('agent'),
  state: z.enum(['waiting', 'reading', 'read', 'looking-up']),
  advice: IdentifyAdvice.optional(),
  readerUnavailable: Reason.optional(),
  /** Masked name of whom they act for. */
  principal: z.string(),
});

const ItemLine = z.object({
  id: z.string(),
  name: Text,
  department: Text,
  keywords: z.array(z.string()),
  route: z.enum(['kiosk', 'counter', 'online', 'print']),
  fee: z.string().optional(),
  ...unavailable,
});

export const catalogue = z.object({
  name: z.literal('catalogue'),
  zones: z.array(
    z.object({ id: z.string(), name: Text, icon: z.string().optional(), count: z.number().int() }),
  ),
  bundles: z.array(Bundle.pick({ id: true, name: true }).extend({ count: z.number().int(), ...unavailable })),
  items: z.array(ItemLine),
  /** The zone that is opened, else all. */
  zone: z.string().optional(),
  suggestions: z.array(z.object({ itemId: z.string(), reason: z.string() })),
});
