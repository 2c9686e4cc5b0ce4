/**
 * A kiosk that issues tickets and saves papers as fast as it can, until somebody kills it. One line on stdout for
 * each thing that was acknowledged. Arguments: data directory, number of this run.
 */
import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openStore } from '../../../electron/core/store/store.ts';
import { uuidV7 } from '../../../electron/core/store/uuid.ts';

const [dir = '', run = '0'] = process.argv.slice(2);
const random = (count: number): Uint8Array => randomBytes(count);
const store = openStore({
  dir,
  key: Buffer.alloc(32, 7),
  clock: Date,
  random,
  kioskId: 'HZ-XH-0012',
  timezone: 'Asia/Shanghai',
});
const acknowledge = (what: object): void => {
  writeSync(1, `${JSON.stringify(what)}\n`);
};

acknowledge({ started: run });
for (let turn = 0; turn < 10_000; turn += 1) {
  const ticket = store.issueTicket({
    queueId: 'general',
    businessDate: '2026-03-02',
    priority: 'none',
    onBehalf: false,
    issuedAt: '2026-03-02T09:00:00+08:00',
  });
  if (!ticket.ok) throw new Error(ticket.reason);
  acknowledge({ ticket: ticket.id, number: ticket.number });
  const fileId = uuidV7(Date.now(), random);
  const { id } = store.saveRecord({
    kind: 'supplement',
    path: '/supplements',
    personKey: 'resident-id:330106195203070023',
    body: (given) => ({ id: given.id, materials: given.files, turn }),
    files: [{ id: fileId, bytes: random(30_000), mediaType: 'application/pdf', pages: 1 }],
  });
  acknowledge({ record: id, fileId });
  if (turn % 3 === 2) {
    store.records.settle(id, { acceptedAt: '2026-03-02T09:00:00+08:00' });
    acknowledge({ settled: id });
  }
}
