import { z } from 'zod';
import { Text } from './text.ts';

/** Why something can't be done now. Each has its sentence in the locales: `reason.<code>`. */
export const ReasonCode = z.enum([
  // devices this kiosk does not have, or that can't work now
  'no-reader',
  'reader-trouble',
  'no-ticket-printer',
  'ticket-printer-trouble',
  'ticket-paper-out',
  'ticket-cover-open',
  'ticket-jam',
  'ticket-printer-cooling',
  'no-document-printer',
  'document-printer-trouble',
  'document-printer-busy',
  'document-paper-out',
  'document-paper-short',
  'document-jam',
  'document-cover-open',
  'document-toner-out',
  'document-output-full',
  'no-scanner',
  'scanner-trouble',
  'camera-trouble',
  'scan-jam',
  'scan-cover-open',
  'scan-empty',
  'scan-timeout',
  'scan-busy',
  'scan-again',
  'too-many-pages',
  'no-code-scanner',
  'code-scanner-trouble',
  // network and central system
  'offline',
  'central-refused',
  'not-found',
  'unknown-person',
  'document-gone',
  // what the catalogue says
  'closed-now',
  'queue-closed',
  'no-numbers-left',
  'fee-at-counter',
  'face-check',
  'counter-only',
  'online-only',
  'no-catalogue',
  'nothing-here',
  'one-ticket-only',
  'needs-card',
  'no-drafts',
  'unsupported-here',
  // this kiosk
  'storage-full',
  'out-of-service',
  'maintenance',
  'starting',
  'printer-answer-lost',
  'print-cancelled',
  'slip-not-printed',
  'internal',
]);
export type ReasonCode = z.infer<typeof ReasonCode>;

export const Reason = z.object({
  code: ReasonCode,
  /** The nearest point that can do it. */
  point: z.object({ name: Text, distanceMetres: z.number() }).optional(),
  /** Amount, times, page numbers: placed into the sentence. */
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type Reason = z.infer<typeof Reason>;
