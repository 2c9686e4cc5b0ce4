import type { Block } from '../store/blocks.ts';
import type { Lease } from '../store/leases.ts';
import type { DueItem } from '../store/outbox.ts';
import type { Settled } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { TicketBlock, WriteAnswer } from './answers.ts';
import type { CentralClient } from './central-client.ts';
import type { CallFailure } from './results.ts';
import { type Acceptance, acceptanceOf, type WriteEnd } from './retry-policy.ts';
import type { Status } from './status.ts';
import { uploadFile } from './uploads.ts';

/** How one try at an outbox item ended. */
export type AttemptEnd =
  /** The central system has it: `settled` is to be written down, then `after` called. */
  | { readonly kind: Acceptance; readonly settled: Settled; readonly after?: () => void }
  | { readonly kind: 'cancelled' }
  /** Our own copy can't be opened any more. */
  | { readonly kind: 'unreadable' }
  | (WriteEnd & { readonly reason: string; readonly madeProgress?: boolean });

export interface AttemptParts {
  readonly store: Store;
  readonly client: CentralClient;
  readonly status: Status;
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** By the catalogue; for an answer that leaves it out. */
  readonly prefixOf: (queueId: string) => string | undefined;
  /** A request for numbers was answered; `useful`: with some that can be used. */
  readonly onBlock: (lease: Lease, useful: boolean) => void;
}

const endOf = (failure: CallFailure): AttemptEnd => {
  switch (failure.kind) {
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'refused': {
      const { status, retryAfter, problem } = failure;
      const type = problem.type?.split('/').at(-1);
      return {
        kind: 'refused',
        status,
        reason: `status ${status}${type === undefined ? '' : ` ${type}`}`,
        ...(retryAfter === undefined ? {} : { retryAfter }),
      };
    }
    case 'malformed':
      return { kind: 'unclear', reason: failure.kind };
    default:
      return { kind: failure.sent ? 'unclear' : 'unreachable', reason: failure.kind };
  }
};

/** The block as asked for; what the answer leaves out is what we asked. Numbers of another queue or day are no answer. */
const blockFrom = (lease: Lease, answer: unknown, prefix: string | undefined): Block | undefined => {
  const block = TicketBlock.safeParse(answer);
  if (!block.success) return undefined;
  const { id = lease.id, from, to } = block.data;
  const { queueId, businessDate } = lease;
  const told = block.data.prefix ?? prefix;
  const isOther =
    (block.data.queueId ?? queueId) !== queueId || (block.data.businessDate ?? businessDate) !== businessDate;
  return isOther || told === undefined ? undefined : { id, queueId, businessDate, prefix: told, from, to };
};

const leased = (recordId: string, kind: Acceptance, answer: unknown, parts: AttemptParts): AttemptEnd => {
  const { store, status, prefixOf, onBlock } = parts;
  const lease = store.leases.pending().find(({ id }) => id === recordId);
  const block = lease && blockFrom(lease, answer, prefixOf(lease.queueId));
  let end: ReturnType<Store['leases']['answerWithin']> = 'none';
  return {
    kind,
    settled: {
      id: recordId,
      answer: {},
      already: kind === 'already-accepted',
      also: (transaction) => {
        end = store.leases.answerWithin(transaction, recordId, block);
      },
    },
    after: () => {
      if (end === 'overlaps') status.raise('block-overlaps', 'numbers were leased twice');
      if (end === 'none') status.raise('blocks-refused', 'the answer held no block');
      if (end === 'added') status.clear('block-overlaps');
      if (end === 'added' && store.leases.pending().every(({ state }) => state === 'waiting'))
        status.clear('blocks-refused');
      if (lease) onBlock(lease, end === 'added' || end === 'known');
    },
  };
};

/** One try: files first, each from where it was left, then the record with its stored bytes under its own key. */
export const attempt = async (item: DueItem, parts: AttemptParts): Promise<AttemptEnd> => {
  const { store, client, now, signal } = parts;
  const body = store.records.bodyOf(item.recordId);
  if (!body) return { kind: 'unreadable' };
  let madeProgress = false;
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
    madeProgress ||= end.kind === 'uploaded' || end.madeProgress;
    if (end.kind === 'refused') return { ...end, madeProgress, reason: `upload status ${end.status}` };
    // What broke off is the paper: the record itself has not gone out.
    if (end.kind !== 'uploaded') return { kind: 'unreachable', madeProgress, reason: 'upload' };
  }
  const result = await client.write(item.path, item.recordId, body, signal);
  if (!result.ok) return endOf(result);
  const id = item.recordId;
  const kind = acceptanceOf(item.path, result.value.status, item.unclear);
  if (store.outcomeOf(id)?.kind === 'lease') return leased(id, kind, result.value.body, parts);
  const answer = WriteAnswer.safeParse(result.value.body);
  const settled = { id, answer: answer.success ? answer.data : {}, already: kind === 'already-accepted' };
  return { kind, settled };
};
