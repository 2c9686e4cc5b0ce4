import { createHash, scryptSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sampleStaff } from '../central/data.ts';
import { kioskOf, newId, startKiosk, type TestKiosk } from './support.ts';

let now = Date.parse('2026-11-23T12:00:00+08:00');
let kiosk: TestKiosk;
beforeEach(async () => {
  kiosk = await startKiosk({ enrolCodes: { '482913': 'HZ-TEST-9' }, clock: () => new Date(now) });
});
afterEach(() => kiosk.central.close());

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const heartbeat = (ackedCommands: string[] = []) => ({
  sentAt: '2026-11-23T12:00:00+08:00',
  appVersion: '0.1.0',
  catalogVersion: '1',
  state: 'in-service',
  lastPaintAt: '2026-11-23T12:00:00+08:00',
  devices: [],
  consumables: [],
  services: [],
  backlog: { records: 0, files: 0, quarantined: 0 },
  auditHead: { epoch: 1, seq: 0, hash: hash('head'), signature: 'c2ln', alg: 'ed25519' },
  ackedCommands,
});
const beat = async (of = kiosk, id = 'HZ-TEST-1', acked: string[] = []) =>
  of.ask(`/kiosks/${id}/heartbeat`, heartbeat(acked));

test('a command is told again with every heartbeat until it is acknowledged', async () => {
  const id = kiosk.central.command({ kind: 'out-of-service', message: '本机检修' });
  const told = [{ id, kind: 'out-of-service', message: '本机检修' }];
  expect((await beat()).body).toMatchObject({ serverTime: '2026-11-23T12:00:00+08:00', commands: told });
  expect((await beat()).body.commands).toEqual(told);
  expect((await beat(kiosk, 'HZ-TEST-1', [id])).body.commands).toEqual([]);
  expect(kiosk.central.state.ackedCommands).toEqual([id]);
});

test('an enrolment code works once, and its token speaks for that kiosk alone', async () => {
  const request = { code: '482913', hardwareId: 'board-1', csr: 'csr' };
  const enrolled = await kiosk.ask('/enrol', request, { authorization: '' });
  expect(enrolled.body).toMatchObject({ kioskId: 'HZ-TEST-9', config: { kiosk: { id: 'HZ-TEST-9' } } });
  expect((await kiosk.ask('/enrol', request)).status).toBe(403);
  const fresh = kioskOf(kiosk.central, String(enrolled.body.token));
  expect((await beat(fresh, 'HZ-TEST-9')).status).toBe(200);
  expect((await beat(fresh, 'HZ-TEST-1')).status).toBe(403);
  const block = {
    id: newId(),
    kioskId: 'HZ-TEST-1',
    queueId: 'general',
    businessDate: '2026-11-23',
    size: 1,
  };
  expect((await fresh.write('/ticket-blocks', block)).status).toBe(400);
});

test('the demo’s staff log in with the PINs of the README', () => {
  const pins = ['135790', '246801', '975310'];
  for (const [index, { pin }] of sampleStaff().entries()) {
    const { keylen, ...cost } = pin.params;
    const derived = scryptSync(pins[index] ?? '', Buffer.from(pin.salt, 'base64'), keylen, cost);
    expect(derived.toString('base64')).toBe(pin.hash);
  }
});

describe('drafts', () => {
  const draft = (change: object = {}) => ({
    id: newId(),
    locator: hash(newId()),
    sealed: 'c2VhbGVk',
    alg: 'aes-256-gcm',
    expiresAt: '2026-11-23T13:00:00+08:00',
    ...change,
  });
  const open = async (locator: string) => kiosk.ask('/drafts/open', { locator });

  test('a draft opens by its locator until it is closed, and never again', async () => {
    const kept = draft();
    expect((await kiosk.write('/drafts', kept)).status).toBe(201);
    const opened = await open(kept.locator);
    expect([opened.status, opened.body]).toEqual([200, { id: kept.id, sealed: kept.sealed, alg: kept.alg }]);
    expect((await kiosk.write(`/drafts/${kept.id}/close`, {}, newId())).status).toBe(200);
    expect((await open(kept.locator)).status).toBe(410);
  });

  test('an expired draft and a locator that finds nothing look the same', async () => {
    const kept = draft();
    await kiosk.write('/drafts', kept);
    now = Date.parse(kept.expiresAt);
    expect((await open(kept.locator)).status).toBe(410);
    expect((await open(hash('nothing'))).status).toBe(410);
  });
});

describe('the audit chain', () => {
  const chain = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => {
      const seq = from + index;
      return {
        id: `0199d5a0-0000-7000-8000-${String(seq).padStart(12, '0')}`,
        at: '2026-11-23T12:00:00+08:00',
        kind: 'started',
        epoch: 1,
        seq,
        prev: hash(String(seq - 1)),
        hash: hash(String(seq)),
      };
    });
  const send = (events: object[], from = kiosk) =>
    from.ask('/events', events.map((event) => `${JSON.stringify(event)}\n`).join(''), {
      'content-type': 'application/x-ndjson',
    });

  test('lines sent again after a lost answer are held once', async () => {
    await send(chain(1, 3));
    expect((await send(chain(1, 5))).body).toEqual({ accepted: 5 });
    expect(kiosk.central.state.events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(kiosk.central.state.violations).toEqual([]);
  });

  test('two kiosks that began at the same moment have a chain each', async () => {
    const other = kioskOf(kiosk.central, kiosk.central.addKiosk('HZ-TEST-2'));
    const theirs = (events: object[]) => events.map((event) => ({ ...event, id: newId() }));
    await send(chain(1, 3));
    await send(theirs(chain(1, 2)), other);
    await send(chain(4, 4));
    await send(theirs(chain(3, 3)), other);
    expect(kiosk.central.state.events).toHaveLength(7);
    expect(kiosk.central.state.violations).toEqual([]);
  });

  test('a gap, another past and a rewritten line show', async () => {
    await send(chain(1, 2));
    await send(chain(4, 4));
    await send(chain(5, 5).map((event) => ({ ...event, prev: hash('another past') })));
    await send(chain(2, 2).map((event) => ({ ...event, hash: hash('rewritten') })));
    const kinds = kiosk.central.state.violations.map(({ kind, errors }) => [kind, errors[0]?.path]);
    expect(kinds).toEqual([
      ['broken-chain', '/seq'],
      ['broken-chain', '/prev'],
      ['broken-chain', '/hash'],
    ]);
  });

  test('a line with a name in it is told as personal data, more than 500 lines are refused', async () => {
    await send(chain(1, 1).map((event) => ({ ...event, detail: '测试样例' })));
    expect(kiosk.central.state.violations).toMatchObject([{ kind: 'personal-data', path: '/events' }]);
    expect((await send(chain(2, 502))).status).toBe(413);
  });
});
