import { z } from 'zod';
import { FieldValue } from './field-value.ts';
import { Settings } from './snapshot.ts';

export const Action = z.enum([
  'back',
  'home',
  'next',
  'confirm',
  'scan',
  'retake',
  'print',
  'extend',
  'end-session',
  'report',
  'call-staff',
]);
export type Action = z.infer<typeof Action>;

const onScreen = { screenId: z.number().int() };

/** What the person at the screen wants. The session decides what comes of it. */
export const Intent = z.discriminatedUnion('kind', [
  /** The first touch (or key) on the attract screen. */
  z.object({ kind: z.literal('wake'), ...onScreen }),
  /** Somebody is there: a touch or key anywhere. At most one a second. */
  z.object({ kind: z.literal('activity') }),
  /** Something is being read aloud: the visit must not run out under it. At most one in two seconds. */
  z.object({ kind: z.literal('listening') }),
  z.object({ kind: z.literal('choose'), id: z.string().max(200), ...onScreen }),
  z.object({ kind: z.literal('act'), action: Action, ...onScreen }),
  /** Sent at each change; the value of an input that the person is typing in. */
  z.object({
    kind: z.literal('set-field'),
    field: z.string().max(200),
    value: FieldValue.nullable(),
    ...onScreen,
  }),
  /** A change link on the read-back: opens that page of the form, or the materials. */
  z.object({ kind: z.literal('change'), target: z.string().max(200), ...onScreen }),
  /** Drops one scanned page (0-based). */
  z.object({ kind: z.literal('drop-page'), page: z.number().int().min(0), ...onScreen }),
  z.object({ kind: z.literal('settings'), settings: Settings.partial() }),
  /** The four corners were touched in turn. */
  z.object({ kind: z.literal('staff-gesture') }),
  z.object({ kind: z.literal('staff-login'), staffId: z.string().max(100), pin: z.string().max(32) }),
  z.object({
    kind: z.literal('staff-act'),
    action: z.enum([
      'end-visit',
      'out-of-service',
      'in-service',
      'restart-app',
      'retry-devices',
      'paper-refilled',
      'leave',
    ]),
  }),
  /** Staff have counted: sheets in the tray, slips of the roll. */
  z.object({
    kind: z.literal('staff-paper'),
    role: z.enum(['ticketPrinter', 'documentPrinter']),
    left: z.number().int().min(0).max(5_000),
  }),
]);
export type Intent = z.infer<typeof Intent>;
