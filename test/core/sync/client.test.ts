import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type CentralClient,
  digestFits,
  openCentralClient,
} from '../../../electron/core/sync/central-client.ts';
import { addressFault, openHttp } from '../../../electron/core/sync/http.ts';
import { retryAfterOf } from '../../../electron/core/sync/results.ts';
import { samplePeople } from '../../central/data.ts';
import { type Central, startCentral } from '../../central/server.ts';

let open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.reverse()) await one.close();
  open = [];
});

const start = async (): Promise<{ central: Central; client: CentralClient }> => {
  const central = await startCentral();
  const client = openCentralClient({ url: central.url, token: central.token, now: () => Date.now() });
  open.push(central, client);
  return { central, client };
};

const [someone] = samplePeople();
if (!someone) throw new Error('no sample people');
const query = {
  documentType: someone.documentType,
  idNumber: someone.idNumber,
  name: someone.name,
  source: 'card' as const,
  readerId: 'sam-1',
  readAt: '2026-03-02T09:00:00+08:00',
};

describe('an address', () => {
  it.each([
    ['https://central.example/api/v1', undefined],
    ['http://127.0.0.1:7070/api/v1', undefined],
    ['http://localhost:7070', undefined],
    ['http://[::1]:7070/', undefined],
    ['http://central.example/api/v1', 'https'],
    ['http://127.0.0.1.evil.example/', 'https'],
    ['http://10.0.0.1/', 'https'],
    ['ftp://central.example/', 'ftp'],
    ['central.example', 'address'],
  ])('%s', (address, fault) => {
    const found = addressFault(address);
    if (fault === undefined) expect(found).toBeUndefined();
    else expect(found).toContain(fault);
  });

  it('of another machine in the clear is refused before anything is sent', () => {
    expect(() => openHttp({ url: 'http://central.example', token: 't' })).toThrow(TypeError);
  });
});

describe('a call', () => {
  it('finds a person, with no personal data in any address or header', async () => {
    const { central, client } = await start();
    const found = await client.peopleLookup(query);
    expect(found).toMatchObject({ ok: true, value: { subjectToken: expect.any(String) } });
    for (const { path, headers } of central.state.requests) {
      expect(`${path} ${JSON.stringify(headers)}`).not.toContain(someone.idNumber);
    }
    expect(central.state.violations).toEqual([]);
  });

  it('says that nobody is known as an answer, not as a failure', async () => {
    const { client } = await start();
    expect(await client.peopleLookup({ ...query, idNumber: '110101190001010011' })).toEqual({
      ok: true,
      value: undefined,
    });
  });

  it('fetches a document of the person and notices a changed one', async () => {
    const { central, client } = await start();
    const found = await client.peopleLookup(query);
    const person = found.ok ? found.value : undefined;
    const document = person?.documents[0];
    if (!person?.subjectToken || !document) throw new Error('no document');
    const content = await client.documentContent(document.id, person.subjectToken);
    expect(content.ok && content.value.subarray(0, 5).toString()).toBe('%PDF-');
    central.faults.answerNext('GET', '/documents/{id}/content', {
      status: 200,
      headers: { 'Content-Type': 'application/pdf', 'Content-Digest': 'sha-256=:AAAA:' },
      body: Buffer.from('%PDF-1.7 another'),
    });
    expect(await client.documentContent(document.id, person.subjectToken)).toMatchObject({
      ok: false,
      kind: 'malformed',
    });
  });

  it('takes what fits of an answer and survives what is missing', async () => {
    const { central, client } = await start();
    central.faults.answerNext('POST', '/people/lookup', {
      status: 200,
      body: {
        profile: { name: '某', floor: 3, nested: {} },
        applications: [{ title: 'no number' }],
        extra: 1,
      },
    });
    expect(await client.peopleLookup(query)).toEqual({
      ok: true,
      value: {
        profile: { name: '某', floor: '3' },
        applications: [],
        documents: [],
        appointments: [],
        suggestions: [],
      },
    });
  });

  it.each([
    [
      'a page for people',
      { status: 200, headers: { 'content-type': 'text/html' }, body: Buffer.from('<html>') },
      'malformed',
    ],
    ['a redirect', { status: 302, headers: { location: 'http://portal.example/' } }, 'malformed'],
    ['an error', { status: 500 }, 'refused'],
  ])('takes %s for what it is', async (_, answer, kind) => {
    const { central, client } = await start();
    central.faults.answerNext('GET', '/queues', answer);
    expect(await client.queues()).toMatchObject({ ok: false, kind });
  });

  it('tells offline from cancelled', async () => {
    const { central, client } = await start();
    const gone = new AbortController();
    central.faults.hangNext('GET', '/queues');
    const hanging = client.queues(gone.signal);
    await central.until(({ requests }) => requests.some(({ status }) => status === 'hung'));
    gone.abort();
    expect(await hanging).toMatchObject({ ok: false, kind: 'cancelled' });
    await central.faults.offline();
    expect(await client.queues()).toMatchObject({ ok: false, kind: 'offline' });
  });

  it('is over at its deadline', async () => {
    const { central } = await start();
    const http = openHttp({ url: central.url, token: central.token });
    open.push(http);
    central.faults.hangNext('GET', '/queues');
    expect(await http.call({ method: 'GET', path: '/queues', deadline: 50 })).toMatchObject({
      kind: 'timeout',
    });
  });

  it('reads no answer beyond its ceiling', async () => {
    const { central } = await start();
    const http = openHttp({ url: central.url, token: central.token });
    open.push(http);
    expect(await http.call({ method: 'GET', path: '/catalog', deadline: 5_000, ceiling: 100 })).toMatchObject(
      {
        kind: 'too-long',
      },
    );
  });

  it('to a place that an answer named keeps the token with the central system', async () => {
    const { central } = await start();
    const http = openHttp({ url: central.url, token: central.token });
    open.push(http);
    const elsewhere = `http://elsewhere.example${new URL(central.url).pathname}/queues`;
    expect(await http.call({ method: 'GET', path: elsewhere, deadline: 5_000 })).toMatchObject({
      kind: 'answer',
      status: 200,
    });
    expect(central.state.requests.at(-1)?.path).toBe('/queues');
  });
});

describe('details of answers', () => {
  it('checks the digest it knows, and passes others', () => {
    const body = Buffer.from('body');
    const right = createHash('sha256').update(body).digest('base64');
    expect(digestFits(`sha-256=:${right}:`, body)).toBe(true);
    expect(digestFits(`sha-512=:AAAA:, sha-256=:${right}:`, body)).toBe(true);
    expect(digestFits(`sha-256=:${right}:`, Buffer.from('other'))).toBe(false);
    expect(digestFits(undefined, body)).toBe(true);
    expect(digestFits('sha-512=:AAAA:', body)).toBe(true);
  });

  it('understands Retry-After in seconds and as a date', () => {
    expect(retryAfterOf('120', 0)).toBe(120_000);
    expect(retryAfterOf('Thu, 01 Jan 1970 00:01:00 GMT', 10_000)).toBe(50_000);
    expect(retryAfterOf('Thu, 01 Jan 1970 00:01:00 GMT', 90_000)).toBe(0);
    expect(retryAfterOf('soon', 0)).toBeUndefined();
    expect(retryAfterOf(undefined, 0)).toBeUndefined();
  });
});
