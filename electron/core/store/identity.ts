import type { RandomBytes } from './clock.ts';
import { type Signer, signerFrom } from './crypto.ts';
import type { Sql } from './database.ts';

/** The kiosk's signing key: made at the first start, kept in the encrypted database, never shown. */
export const openSigner = (sql: Sql, random: RandomBytes): Signer => {
  const read = sql.db.prepare<[], { secret: Uint8Array }>(
    "SELECT secret FROM identity WHERE name = 'signing'",
  );
  const present = read.get();
  if (present) return signerFrom(present.secret);
  const secret = random(32);
  sql.transact(() =>
    sql.db.prepare("INSERT INTO identity (name, alg, secret) VALUES ('signing', 'Ed25519', ?)").run(secret),
  );
  return signerFrom(secret);
};
