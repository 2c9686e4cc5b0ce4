import type { Block } from '../store/blocks.ts';
import type { Lease } from '../store/leases.ts';
import type { DueItem } from '../store/outbox.ts';
import type { Store } from '../store/store.ts';
import { TicketBlock, WriteAnswer } from './answers.ts';
import type { CentralClient } from './central-client.ts';
import type { CallFailure } from './results.ts';
import type { WriteEnd } from './retry-policy.ts';
import type { Status } from './status.ts';
import { uploadFile } from './uploads.ts';

/** How one try at an outbox item ended. */
export type AttemptEnd =
  /** Settled already, with the answer's content. */
  | { readonly kind: 'settled' }
  | { readonly kind: 'cancelled' }
  /** Our own copy can't be opened any more. */
  | { readonly kind: 'unreadable' }
  | (WriteEnd & { readonly reason: string });

const endOf = (failure: CallFailure): AttemptEnd => {
  switch (failure.kind) {
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'refused': {
      const { status, retryAfter, problem } = failure;
      const type = problem.type?.split('/').at(-1);
      return {
        kind: 'answered',
        status,
        reason: `status ${status}${type === undefined ? '' : ` ${type}`}`,
        ...(retryAfter === undefined ? {} : { retryAfter }),
      };
    }
    default:
      return { kind: 'unanswered', reason: failure.kind };
  }
};

/** The block as asked for; what the answer leaves out is what we asked. */
const blockFrom = (lease: Lease, answer: unknown): Block | undefined => {
  const block = TicketBlock.safeParse(answer);
  if (!block.success) return undefined;
  const { id, queueId, businessDate, prefix, from, to } = block.data;
  return {
    id: id ?? lease.id,
    queueId: queueId ?? lease.queueId,
    businessDate: businessDate ?? lease.businessDate,
    prefix,
    from,
    to,
  };
};

const settleLease = (
  store: Store,
  status: Status,
  recordId: string,
  answer: unknown,
  onUseless: (lease: Lease) => void,
): void => {
  const lease = store.leases.pending().find(({ id }) => id === recordId);
  const outcome = store.leases.settle(recordId, lease && blockFrom(lease, answer));
  if (outcome === 'overlaps') status.raise('block-overlaps', 'numbers were leased twice');
  if (outcome === 'none') status.raise('blocks-refused', 'the answer held no block');
  if (lease && (outcome === 'overlaps' || outcome === 'none')) onUseless(lease);
  if (outcome !== 'added') return;
  status.clear('block-overlaps');
  if (store.leases.pending().every(({ state }) => state === 'waiting')) status.clear('blocks-refused');
};

/** One try: files first, each from where it was left, then the record with its stored bytes under its own key. */
export const attempt = async (
  item: DueItem,
  parts: {
    readonly store: Store;
    readonly client: CentralClient;
    readonly status: Status;
    readonly now: () => number;
    readonly signal: AbortSignal;
    /** A request for numbers was answered, but with none that can be used. */
    readonly onUselessBlock: (lease: Lease) => void;
  },
): Promise<AttemptEnd> => {
  const { store, client, status, now, signal } = parts;
  const body = store.records.bodyOf(item.recordId);
  if (!body) return { kind: 'unreadable' };
  for (const file of store.files.of(item.recordId)) {
    if (file.uploaded) continue;
    const end = await uploadFile(file, {
      call: client.raw,
      located: client.located,
      open: store.files.open,
      setUploadUrl: store.files.setUploadUrl,
      markUploaded: store.files.markUploaded,
      now,
      signal,
    });
    if (signal.aborted) return { kind: 'cancelled' };
    if (end.kind === 'unreadable') return { kind: 'unreadable' };
    if (end.kind === 'answered') return { ...end, reason: `upload status ${end.status}` };
    if (end.kind === 'unanswered') return { ...end, reason: 'upload' };
  }
  const result = await client.write(item.path, item.recordId, body, signal);
  if (!result.ok) return endOf(result);
  if (store.outcomeOf(item.recordId)?.kind !== 'lease') {
    const answer = WriteAnswer.safeParse(result.value);
    store.records.settle(item.recordId, answer.success ? answer.data : {});
    return { kind: 'settled' };
  }
  settleLease(store, status, item.recordId, result.value, parts.onUselessBlock);
  return { kind: 'settled' };
};
