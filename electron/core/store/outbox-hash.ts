import { canonicalJson } from './canonical-json.ts';
import { sha256Hex } from './crypto.ts';

/** What of an outbox row must never change while it waits. */
export interface OutboxFacts {
  readonly recordId: string;
  readonly path: string;
  readonly lane: string;
  readonly orderKey: string;
  /** Of the data key its payload is sealed with; absent for the kiosk's own business. */
  readonly keyId?: string;
}

/**
 * SHA-256, hex, over the row and its record's digest: a row that was mixed up with another, by a program or a disk, is
 * not sent as something that nobody said.
 */
export const outboxHash = (facts: OutboxFacts, digest: string): string =>
  sha256Hex(
    canonicalJson({
      recordId: facts.recordId,
      path: facts.path,
      lane: facts.lane,
      orderKey: facts.orderKey,
      keyId: facts.keyId,
      digest,
    }),
  );
