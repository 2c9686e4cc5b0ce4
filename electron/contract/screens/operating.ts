import { z } from 'zod';
import { Reason } from '../reasons.ts';
import { Text } from '../text.ts';

/** The end of a visit, and what staff see. */

export const idleWarning = z.object({
  name: z.literal('idle-warning'),
  secondsLeft: z.number().int(),
  secondsTotal: z.number().int(),
  /** A draft can be kept: its slip is printed at the end. */
  keepsDraft: z.boolean(),
});

const Thing = z.enum(['card', 'original', 'paper', 'slip']);

export const takeBelongings = z.object({
  name: z.literal('take-belongings'),
  things: z.array(Thing),
  /** Those that a device senses to be still there. */
  sensed: z.array(Thing),
  /** `confirm` ends it: nothing is sensed, or only a feeder still says so after the reminder. */
  canConfirm: z.boolean(),
  /** `urged`: reminded of again; `called`: somebody of the hall has been told. */
  urgency: z.enum(['asked', 'urged', 'called']),
});

const DeviceLine = z.object({
  role: z.string(),
  driver: z.string(),
  link: z.enum(['absent', 'connecting', 'ready', 'busy', 'faulted']),
  since: z.string(),
  conditions: z.array(
    z.object({
      code: z.string(),
      severity: z.enum(['report', 'warning', 'error']),
      detail: z.string().optional(),
    }),
  ),
  detail: z.string().optional(),
});

export const staffLogin = z.object({
  name: z.literal('staff-login'),
  people: z.array(
    z.object({ id: z.string(), name: z.string(), role: z.enum(['attendant', 'supervisor', 'maintainer']) }),
  ),
  /** `wrong-pin`, `locked`, `nobody` (no credentials have been received yet). */
  error: z.enum(['wrong-pin', 'locked', 'nobody', 'expired']).optional(),
  checking: z.boolean(),
});

/** Sheets of a tray or slips of a roll. Without `left` nobody knows how many. */
const PaperLine = z.object({
  role: z.enum(['ticketPrinter', 'documentPrinter']),
  left: z.number().int().optional(),
  /** Who told: a printer that counts is not asked about again. */
  from: z.enum(['counted', 'printer']).optional(),
  /** Reserved for what runs now. */
  held: z.number().int(),
  low: z.boolean(),
  /** What it holds when it is filled: offered as one touch each. */
  fill: z.array(z.number().int()),
});

export const staff = z.object({
  name: z.literal('staff'),
  who: z.object({ name: z.string(), role: z.enum(['attendant', 'supervisor', 'maintainer']) }),
  inService: z.boolean(),
  visitRunning: z.boolean(),
  devices: z.array(DeviceLine),
  network: z.object({ online: z.boolean(), since: z.string(), stopped: z.string().optional() }),
  /** The central system's clock minus this machine's. `corrected`: the kiosk goes by the central system's time. */
  clockOff: z.object({ minutes: z.number().int(), corrected: z.boolean() }).optional(),
  backlog: z.object({
    records: z.number().int(),
    files: z.number().int(),
    quarantined: z.number().int(),
    /** Of `records`, those that may have been received: their answer was lost. */
    unclear: z.number().int().optional(),
    oldestAt: z.string().optional(),
  }),
  catalogue: z.object({ version: z.string().optional(), fault: z.string().optional() }),
  paper: z.array(PaperLine),
  quarantine: z.array(z.object({ id: z.string(), kind: z.string(), reason: z.string(), at: z.string() })),
  tickets: z.array(z.object({ queueId: z.string(), name: Text, left: z.number().int() })),
  version: z.string(),
});

export const outOfService = z.object({
  name: z.literal('out-of-service'),
  reason: Reason,
  message: z.string().optional(),
  /** When somebody called for staff here, if they did lately. */
  toldAt: z.string().optional(),
});
