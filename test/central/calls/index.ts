import type { Handler } from '../world.ts';
import { getDocument, reportPrint } from './documents.ts';
import { closeDraft, keepDraft, openDraft } from './drafts.ts';
import { appendEvents } from './events.ts';
import { getCatalogue, getQueues, getStaff } from './hall.ts';
import { enrol, heartbeat } from './kiosks.ts';
import { lookUpPerson, lookUpPersonByCode } from './people.ts';
import { submit, supplement } from './submissions.ts';
import { issueTicket, leaseTicketBlock, releaseTicketBlock, voidTicket } from './tickets.ts';
import { callStaff, rate, report } from './voices.ts';

/** By operationId of openapi.yaml. Uploads are tus's own, see files.ts. */
export const handlers: Record<string, Handler> = {
  appendEvents,
  callStaff,
  closeDraft,
  enrol,
  getCatalogue,
  getDocument,
  getQueues,
  getStaff,
  heartbeat,
  issueTicket,
  keepDraft,
  leaseTicketBlock,
  lookUpPerson,
  lookUpPersonByCode,
  openDraft,
  rate,
  releaseTicketBlock,
  report,
  reportPrint,
  submit,
  supplement,
  voidTicket,
};
