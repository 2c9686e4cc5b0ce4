import { StorageFullError } from '../store/errors.ts';
import { businessDate, type Perform, personKey, timestamp } from './tools.ts';

/** Numbers come from this kiosk's block; an empty one is filled while the citizen waits, if the network allows. */
export const issueTicket: Perform<'issue-ticket'> = async (effect, tools) => {
  const { store, sync, tell } = tools;
  const wish = () => ({
    queueId: effect.queueId,
    businessDate: businessDate(tools),
    priority: effect.priority,
    onBehalf: effect.onBehalf,
    issuedAt: timestamp(tools),
    ...(effect.person === undefined ? {} : { personKey: personKey(effect.person) }),
    ...(effect.subjectToken === undefined ? {} : { subjectToken: effect.subjectToken }),
    ...(effect.appointmentId === undefined ? {} : { appointmentId: effect.appointmentId }),
  });
  const issue = (): ReturnType<typeof store.issueTicket> | { ok: false; reason: 'storage-full' } => {
    try {
      return store.issueTicket(wish());
    } catch (error) {
      if (error instanceof StorageFullError) return { ok: false, reason: 'storage-full' };
      throw error;
    }
  };
  let result = issue();
  if (!result.ok && result.reason === 'no-numbers-left' && (await sync.leaseNow(effect.queueId)))
    result = issue();
  if (!result.ok) {
    const params = result.reason === 'one-ticket-only' ? { params: { number: result.number } } : {};
    tell({
      kind: 'ticket-issued',
      ref: effect.ref,
      outcome: { ok: false, reason: { code: result.reason, ...params } },
    });
    return;
  }
  const { id, number, queueId } = result;
  tell({ kind: 'ticket-issued', ref: effect.ref, outcome: { ok: true, id, number, queueId } });
  tell({ kind: 'numbers-left', left: store.numbersLeft(businessDate(tools)) });
  sync.nudge();
};
