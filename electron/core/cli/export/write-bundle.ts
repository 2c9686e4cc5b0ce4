import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { timestampIn } from '../../catalog/dates.ts';
import { canonicalJson } from '../../store/canonical-json.ts';
import type { RandomBytes, WallClock } from '../../store/clock.ts';
import { sha256Hex } from '../../store/crypto.ts';
import { writeDurably } from '../../store/durable-file.ts';
import { exportUnsent } from '../../store/export.ts';
import { SEALED_FILE_ALG } from '../../store/sealed-file.ts';
import type { Store } from '../../store/store.ts';
import { wrapFor } from './wrapped-key.ts';

/** README.md in cli/ describes every byte; test/central/bundle/ reads it from that description alone. */
export const BUNDLE_FORMAT = 'hall-kiosk bundle v1';

export type BundleWritten = {
  readonly records: number;
  readonly files: number;
  /** Ids of records whose own copy can't be opened any more. */
  readonly unreadable: readonly string[];
};

/**
 * Writes what is unsent into the empty folder `to`. `bundle.json` comes last: a folder without it is not whole.
 * Throws StorageFullError when the medium is full.
 */
export const writeBundle = (
  store: Store,
  parts: {
    readonly to: string;
    readonly recipient: KeyObject;
    readonly clock: WallClock;
    readonly random: RandomBytes;
  },
): BundleWritten => {
  const { to, recipient, clock, random } = parts;
  const secret = random(32);
  const written = exportUnsent(store, { to, storageKey: secret, random });
  const said = {
    format: BUNDLE_FORMAT,
    kioskId: store.kioskId,
    createdAt: timestampIn(clock.now(), store.timezone),
    records: written.records,
    files: written.files,
    ...wrapFor(recipient, secret, random),
    recordsAlg: 'AES-256-GCM',
    filesAlg: SEALED_FILE_ALG,
    recordsHash: sha256Hex(readFileSync(join(to, 'records.sealed'))),
  };
  const signed = store.sign(`${BUNDLE_FORMAT}\n${sha256Hex(canonicalJson(said))}`);
  const text = JSON.stringify({ ...said, signature: signed.signature, signatureAlg: signed.alg }, null, 2);
  writeDurably(join(to, 'bundle.json'), Buffer.from(`${text}\n`));
  return written;
};
