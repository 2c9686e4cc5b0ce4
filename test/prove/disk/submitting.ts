/**
 * A kiosk's store at work: submissions, some with papers, tickets, answers of the central system, erasures, a backup.
 * One line on stdout for each thing that was acknowledged. Arguments: data directory, how many submissions, and
 * `careless` for a store whose log is not synced at each commit.
 */
import { writeSync } from 'node:fs';
import Database from 'better-sqlite3';
import { openStore } from '../../../electron/core/store/store.ts';
import { uuidV7 } from '../../../electron/core/store/uuid.ts';
import { block, KEY, MONDAY_MORNING, seededRandom, wish } from '../../core/support/store-facts.ts';

/** One thing that was acknowledged. */
export type Said =
  | { readonly saved: string; readonly number: number; readonly papers: number }
  | { readonly ticket: string; readonly called: string }
  | { readonly settled: string };

/** What `synchronous=NORMAL` gives, however the store asks for FULL. */
const beCareless = (): void => {
  const pragma = Database.prototype.pragma;
  Database.prototype.pragma = function careless(source, options) {
    if (source === 'synchronous = FULL') return pragma.call(this, 'synchronous = NORMAL', options);
    return source === 'synchronous' ? 2 : pragma.call(this, source, options);
  };
};

const [dir = '', count = '0', manner] = process.argv.slice(2);
if (manner === 'careless') beCareless();
let now = MONDAY_MORNING;
const clock = { now: () => now };
const random = seededRandom('submitting');
const store = openStore({ dir, key: KEY, clock, random, kioskId: 'HZ-XH-0012', timezone: 'Asia/Shanghai' });
const say = (what: Said): void => {
  writeSync(1, `${JSON.stringify(what)}\n`);
};

store.addBlock(block({ from: 1, to: 9_999 }));
const saved: string[] = [];
for (let number = 0; number < Number(count); number += 1) {
  now += 1_000;
  const papers = number % 8 === 3 ? [number % 3 === 0 ? 70_000 : 3_000] : [];
  const { id } = store.saveRecord({
    kind: 'submission',
    path: '/submissions',
    personKey: `resident-id:${number % 7}`,
    body: (given) => ({
      id: given.id,
      number,
      form: 'x'.repeat(300 + ((number * 37) % 900)),
      materials: given.files,
    }),
    files: papers.map((size) => ({
      id: uuidV7(now, random),
      bytes: random(size),
      mediaType: 'application/pdf',
      pages: 1,
    })),
  });
  say({ saved: id, number, papers: papers.length });
  saved.push(id);
  if (number % 6 === 2) {
    const ticket = store.issueTicket(wish());
    if (!ticket.ok) throw new Error(ticket.reason);
    say({ ticket: ticket.id, called: ticket.number });
  }
  const accepted = number % 5 === 4 ? saved[number - 4] : undefined;
  if (accepted !== undefined) {
    store.records.settle(accepted, { receiptNumber: `HZ-${number}` });
    say({ settled: accepted });
  }
  if (number % 23 === 22) store.erase();
  if (number % 90 === 60) store.backUp();
}
