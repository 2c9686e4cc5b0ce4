import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { createServer } from 'node:tls';
import type { Store } from '../../../electron/core/store/store.ts';
import { uuidV7 } from '../../../electron/core/store/uuid.ts';
import { type Central, startCentral } from '../../central/server.ts';
import { application, rating, report } from '../../core/support/sample-records.ts';
import { seededRandom } from '../../core/support/store-facts.ts';
import { startFaultProxy } from '../../support/fault-proxy.ts';
import { ours } from './certificates.ts';
import { fastClock, LineKiosk, PACE } from './kiosk.ts';
import { Manners } from './manners.ts';
import type { Schedule } from './schedule.ts';
import { AT, paperOf, smallHall } from './work.ts';

const TODAY = '2026-03-02';
/** Nothing takes so long on a line that is whole again. Milliseconds by the kiosk's clock. */
const PATIENCE = 2 * 3_600_000;
const TICKETS = 3;

/** TLS in front of the central system: what is said after it is clear text. */
const startTlsEnd = async (to: number): Promise<{ port: number; close(): Promise<void> }> => {
  const sockets = new Set<{ destroy(): void }>();
  const server = createServer(ours, (kiosk) => {
    const central = connect(to, '127.0.0.1');
    for (const socket of [kiosk, central]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        kiosk.destroy();
        central.destroy();
      });
    }
    kiosk.pipe(central).pipe(kiosk);
  });
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
};

interface Told {
  readonly applications: Map<string, string>;
  readonly ratings: string[];
  readonly reports: string[];
  readonly tickets: Map<string, string>;
  readonly voided: string[];
}

const must = (so: boolean, why: string): void => {
  if (!so) throw new Error(why);
};

const same = (what: string, here: readonly string[], there: readonly string[]): void => {
  const [a, b] = [[...here].sort(), [...there].sort()];
  must(
    a.length === b.length && a.every((id, index) => id === b[index]),
    `${what}: ${here.length} told, ${there.length} arrived`,
  );
};

const saveAll = (store: Store, { seed, people, paper }: Schedule): Told => {
  const told: Told = { applications: new Map(), ratings: [], reports: [], tickets: new Map(), voided: [] };
  const random = seededRandom(`files ${seed}`);
  for (let person = 0; person < people; person += 1) {
    const key = `resident-id:${seed}-${person}`;
    const fileId = uuidV7(Date.parse(AT), random);
    told.reports.push(store.saveRecord({ ...report(), personKey: key }).id);
    const bytes = paperOf(seed, person === 0 ? paper : 900);
    told.applications.set(store.saveRecord(application(key, fileId, bytes)).id, fileId);
    told.ratings.push(store.saveRecord({ ...rating({ score: 1 + (seed % 5) }), personKey: key }).id);
  }
  return told;
};

const takeTickets = (store: Store, told: Told): void => {
  while (told.tickets.size < TICKETS) {
    const wish = {
      queueId: 'general',
      businessDate: TODAY,
      priority: 'none',
      onBehalf: false,
      issuedAt: AT,
    } as const;
    const ticket = store.issueTicket(wish);
    if (!ticket.ok) return;
    told.tickets.set(ticket.id, ticket.number);
    if (told.voided.length === 0 && store.voidTicket(ticket.id, 'slip not printed'))
      told.voided.push(ticket.id);
  }
};

/** What has arrived is what was told, each once, whole, in each person's order. */
const compare = (central: Central, told: Told, { seed, people, paper }: Schedule): void => {
  const { state } = central;
  same(
    'applications',
    [...told.applications.keys()],
    state.submissions.map(({ id }) => id),
  );
  same(
    'ratings',
    told.ratings,
    state.ratings.map(({ id }) => id),
  );
  same(
    'reports',
    told.reports,
    state.reports.map(({ id }) => id),
  );
  same(
    'tickets',
    [...told.tickets.values()],
    state.tickets.map(({ number }) => number),
  );
  must(new Set(state.tickets.map(({ number }) => number)).size === TICKETS, 'a ticket number came twice');
  same(
    'voided tickets',
    told.voided,
    state.tickets.flatMap(({ id, voided }) => (voided === undefined ? [] : [id])),
  );
  [...told.applications.values()].forEach((fileId, person) => {
    const file = state.files.get(fileId);
    const hash = createHash('sha256')
      .update(paperOf(seed, person === 0 ? paper : 900))
      .digest('hex');
    must(file?.complete === true, 'a paper is not whole');
    must(
      createHash('sha256')
        .update(file?.bytes ?? '')
        .digest('hex') === hash,
      'a paper is another',
    );
  });
  must(state.files.size === people, 'a paper came under two ids');
  const order = (path: string): readonly string[] =>
    state.requests
      .filter((request) => request.path === path && request.status === 201)
      .map(({ headers }) => headers['idempotency-key'] ?? '');
  const arrival = new Map(
    state.requests.map(({ headers, status }, index) => [
      status === 201 ? headers['idempotency-key'] : '',
      index,
    ]),
  );
  const at = (id: string | undefined): number => arrival.get(id ?? '') ?? -1;
  [...told.applications.keys()].forEach((id, person) => {
    const [report, rating] = [told.reports[person], told.ratings[person]];
    if (order('/reports').includes(report ?? '') && order('/ratings').includes(rating ?? ''))
      must(at(report) < at(id) && at(id) < at(rating), 'the order of one person was not kept');
  });
  // A request that broke off in its middle is the line's doing, not the kiosk's.
  const accused = state.violations.filter(({ kind }) => kind !== 'upload');
  must(accused.length === 0, `the central system complains: ${JSON.stringify(accused[0])}`);
};

/** Lets one schedule happen. Throws a sentence that says which promise was broken. Returns how many faults there were. */
export const letHappen = async (
  schedule: Schedule,
): Promise<{ readonly faults: number; readonly told429: number }> => {
  const clock = fastClock(PACE);
  const central = await startCentral({
    clock: () => new Date(clock.now()),
    catalogue: smallHall(),
    people: [],
  });
  const closing: (() => Promise<unknown>)[] = [() => central.close()];
  try {
    const centralPort = Number(new URL(central.url).port);
    const tlsEnd = schedule.secure ? await startTlsEnd(centralPort) : undefined;
    if (tlsEnd) closing.push(tlsEnd.close);
    const manners = new Manners(clock, PACE);
    let kiosk: LineKiosk | undefined;
    let restarted: Promise<void> | undefined;
    const proxy = await startFaultProxy({
      to: tlsEnd?.port ?? centralPort,
      faultOf: (connection) => {
        if (connection === schedule.restartAt) restarted = kiosk?.restart();
        return schedule.faults[connection] ?? { kind: 'slow', by: schedule.latency };
      },
      ...(schedule.secure
        ? {}
        : {
            onRequest: (bytes) => manners.asked(bytes),
            onHeard: (bytes, fault) => manners.wasTold(bytes, fault),
          }),
    });
    closing.push(proxy.close);
    const url = `${schedule.secure ? 'https' : 'http'}://127.0.0.1:${proxy.port}/api/v1`;
    kiosk = new LineKiosk({ seed: schedule.seed, url, token: central.token, clock });
    const { remove } = kiosk;
    closing.push(() => remove.call(kiosk));
    kiosk.start();
    const told = saveAll(kiosk.store, schedule);
    const until = clock.now() + PATIENCE;
    for (;;) {
      await restarted;
      takeTickets(kiosk.store, told);
      const { records, quarantined } = kiosk.store.backlog();
      must(quarantined === 0, `in quarantine: ${kiosk.store.quarantined()[0]?.reason}`);
      if (records === 0 && told.tickets.size === TICKETS) break;
      must(clock.now() < until, `after two hours ${records} records have not arrived`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    must(kiosk.store.verifyAudit().ok, 'the audit chain is broken');
    compare(central, told, schedule);
    if (schedule.restartAt === undefined)
      must(manners.early === 0, `${manners.early} times it came back before it was asked to`);
    return { faults: Math.min(proxy.connections(), schedule.faults.length), told429: manners.told };
  } finally {
    for (const close of closing.reverse()) await close();
  }
};
