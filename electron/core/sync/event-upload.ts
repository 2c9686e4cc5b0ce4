import type { Store } from '../store/store.ts';
import type { CentralClient } from './central-client.ts';

/** The most lines that one call may hold. */
const LINES = 500;

/** Tells the central system what the audit chain holds, oldest first. Stops at the first call that fails. */
export const tellEvents = async (store: Store, client: CentralClient, signal: AbortSignal): Promise<void> => {
  for (;;) {
    const rows = store.audit.untold(LINES);
    const last = rows.at(-1);
    if (!last || signal.aborted) return;
    const lines = Buffer.from(rows.map(({ line }) => `${line}\n`).join(''));
    const result = await client.events(lines, signal);
    if (!result.ok) return;
    store.audit.markTold(last);
  }
};
