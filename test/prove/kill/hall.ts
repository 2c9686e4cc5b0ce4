import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localCode } from '../../../electron/core/store/local-code.ts';
import { openStore } from '../../../electron/core/store/store.ts';
import { type Outside, startOutside } from '../../support/outside.ts';
import { Core, KEY } from './core.ts';
import type { Acknowledged } from './journeys.ts';

/** A kill takes no page from the system's memory: a disk in memory shows the same and is quicker. */
const shelf = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** One kiosk with all that is around it, which outlives the core's kills. */
export type Hall = {
  readonly outside: Outside;
  readonly start: () => Promise<Core>;
  /** The last life: everything is sent. Then every promise is looked at. Throws the first that is broken. */
  readonly settle: (acknowledged: readonly Acknowledged[]) => Promise<void>;
  readonly close: () => Promise<void>;
};

const once = (what: string, all: readonly string[]): void => {
  const seen = new Set<string>();
  for (const each of all) {
    if (seen.has(each)) throw new Error(`${what} ${each} is there twice`);
    seen.add(each);
  }
};

const examine = (outside: Outside, dir: string, acknowledged: readonly Acknowledged[]): void => {
  const { state } = outside.central;
  const [violation] = state.violations;
  if (violation) throw new Error(`never to be sent: ${JSON.stringify(violation)}`);
  const submissions = state.submissions.map(({ id }) => id);
  once('the submission', submissions);
  once(
    'the ticket',
    state.tickets.map(({ number }) => number),
  );
  once(
    'the print',
    state.prints.map(({ id }) => id),
  );
  once(
    'the slip of',
    outside.ticketPrinter.slips.flatMap((slip) => /A\d{3,}/.exec(slip.text.join('\n'))?.[0] ?? []),
  );
  const codes = new Set(submissions.map(localCode));
  const numbers = new Set(state.tickets.map(({ number }) => number));
  const documents = acknowledged.filter(({ kind }) => kind === 'document').length;
  const printed = state.prints.filter(({ outcome }) => outcome === 'printed').length;
  if (printed < documents) throw new Error(`${documents} certificates were acknowledged, ${printed} told`);
  for (const thing of acknowledged) {
    if (thing.kind === 'application' && !codes.has(thing.localCode))
      throw new Error(`the application ${thing.localCode} did not arrive`);
    if (thing.kind === 'ticket' && !numbers.has(thing.number))
      throw new Error(`the ticket ${thing.number} did not arrive`);
  }
  const store = openStore({
    ...{
      dir,
      key: KEY,
      clock: Date,
      random: (count: number) => new Uint8Array(count).map(() => Math.random() * 256),
    },
    ...{ kioskId: 'HZ-XH-0012', timezone: 'Asia/Shanghai' },
  });
  try {
    if (!store.verifyAudit().ok) throw new Error('the audit chain does not hold');
    if (store.restored || store.recovery) throw new Error('the store takes itself for a restored past');
    for (const id of [...submissions, ...state.tickets.map((ticket) => ticket.id)])
      if (store.outcomeOf(id)?.state !== 'received') throw new Error(`${id} arrived and is not stored so`);
  } finally {
    store.close();
  }
};

export const openHall = async (roles: readonly string[]): Promise<Hall> => {
  const folder = mkdtempSync(join(shelf, 'kiosk-kill-'));
  const dir = join(folder, 'data');
  const outside = await startOutside();
  const whole = outside.config as { readonly devices: Readonly<Record<string, object>> };
  const devices = Object.fromEntries(Object.entries(whole.devices).filter(([role]) => roles.includes(role)));
  const start = (): Promise<Core> => Core.start({ ...whole, devices }, dir);
  return {
    outside,
    start,
    settle: async (acknowledged) => {
      const last = await start();
      await last.drained();
      last.kill();
      await last.gone;
      examine(outside, dir, acknowledged);
    },
    close: async () => {
      await outside.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
