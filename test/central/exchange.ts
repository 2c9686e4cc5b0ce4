import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Answer, type Flaw, problem } from './answer.ts';
import { handlers } from './calls/index.ts';
import type { FaultBox } from './faults.ts';
import type { Uploads } from './files.ts';
import { ledger } from './idempotency.ts';
import { personalDataIn } from './personal-data.ts';
import { checkAgainst, decoded, matchTemplate, type Operation, operations } from './schema.ts';
import type { SeenRequest } from './state.ts';
import type { World } from './world.ts';

/** What comes before every path of openapi.yaml. */
export const BASE_PATH = '/api/v1';
const MAX_BODY_BYTES = 4 << 20;
const MAX_EVENT_LINES = 500;
/** Answers that say the kiosk sent what it never should have. */
const VIOLATING = [400, 405, 413, 415, 422];

type Incoming = { method: string; path: string; headers: Record<string, string>; body: Buffer };

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function headersOf(request: IncomingMessage): Record<string, string> {
  const entries = Object.entries(request.headers);
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

function send(response: ServerResponse, { status, headers = {}, body }: Answer): void {
  if (body === undefined) response.writeHead(status, { 'Content-Length': 0, ...headers }).end();
  else if (Buffer.isBuffer(body)) response.writeHead(status, headers).end(body);
  else {
    const type = status >= 400 ? 'application/problem+json' : 'application/json';
    const bytes = Buffer.from(JSON.stringify(body));
    response
      .writeHead(status, { 'Content-Type': type, 'Content-Length': bytes.length, ...headers })
      .end(bytes);
  }
}

const unfit = (errors: Flaw[]): Answer =>
  problem(400, 'bad-request', errors.map(({ path, message }) => `${path} ${message}`).join('; '), errors);

/** The body as its media type says, or the answer that refuses it. */
function parseBody(
  operation: Operation,
  { headers, body }: Incoming,
): { value: unknown } | { refusal: Answer } {
  if (!operation.requestType) return { value: undefined };
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== operation.requestType) return { refusal: problem(415, 'media-type') };
  if (body.length > MAX_BODY_BYTES) return { refusal: problem(413, 'bad-request', 'The body is too long.') };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    if (type === 'application/json') return { value: JSON.parse(text) };
    const lines = text.split('\n').filter((line) => line !== '');
    if (lines.length > MAX_EVENT_LINES) return { refusal: problem(413, 'bad-request', 'Too many lines.') };
    return { value: lines.map((line) => JSON.parse(line)) };
  } catch {
    return { refusal: unfit([{ path: '/', message: 'is not JSON in UTF-8' }]) };
  }
}

function flawsOfBody(operation: Operation, value: unknown): Flaw[] {
  if (!Array.isArray(value)) return operation.checkRequest(value);
  return value.flatMap((line, index) =>
    operation.checkRequest(line).map(({ path, message }) => ({ path: `/${index}${path}`, message })),
  );
}

function flawsOfKey(operation: Operation, key: string | undefined, body: unknown): Flaw[] {
  if (!operation.idempotent) return [];
  if (checkAgainst('Uuid7', key).length > 0)
    return [{ path: 'Idempotency-Key', message: 'is not a bare UUIDv7' }];
  const { id } = body as { id?: unknown };
  return id === undefined || id === key
    ? []
    : [{ path: 'Idempotency-Key', message: 'is not the id of the record' }];
}

/** Answers requests: authentication, faults, validation, idempotency, the call itself. */
export function exchanges(world: World, faults: FaultBox, uploads: Uploads, seen: () => void) {
  const { state } = world;
  const writes = ledger();

  const note = (request: Incoming, status: SeenRequest['status']) => {
    state.requests.push({ ...request, status });
    seen();
  };
  const accuse = ({ method, path }: Incoming, kind: string, errors: Flaw[]) =>
    state.violations.push({ method, path, kind, errors });

  function accuseOfPersonalData(request: Incoming, where: string): void {
    const names = world.people.map(({ name }) => name).filter((name) => name.length > 2);
    const known = [...names, ...world.people.map(({ idNumber }) => idNumber)];
    const found = personalDataIn(where, known);
    if (found.length > 0)
      accuse(request, 'personal-data', [{ path: request.path, message: `${found.length} times` }]);
  }

  async function perform(operation: Operation, request: Incoming, token: string): Promise<Answer> {
    const parsed = parseBody(operation, request);
    if ('refusal' in parsed) return parsed.refusal;
    const params = matchTemplate(operation.template, request.path) ?? {};
    const key = request.headers['idempotency-key'];
    const call = { params, headers: request.headers, body: parsed.value, token };
    const work = async (): Promise<Answer> => {
      await faults.take(request.method, request.path, ['delay'])?.gate;
      const flaws = [...flawsOfBody(operation, call.body), ...flawsOfKey(operation, key, call.body)];
      const own = state.kiosks.get(token);
      const { kioskId } = (call.body ?? {}) as { kioskId?: unknown };
      if (own !== undefined && kioskId !== undefined && kioskId !== own)
        flaws.push({ path: '/kioskId', message: 'is not the token’s' });
      if (flaws.length > 0) return unfit(flaws);
      const handler = handlers[operation.id];
      if (!handler) throw new Error(`${operation.id} is in openapi.yaml and has no handler`);
      const answer = await handler(world, call);
      const broken = operation.checkAnswer(answer.status, answer.body);
      if (broken.length === 0) return answer;
      throw new Error(`${operation.id} ${answer.status}: ${JSON.stringify(broken)}`);
    };
    if (!operation.idempotent || key === undefined) return work();
    return writes.once(`${request.method} ${request.path}`, key, request.body, work);
  }

  async function answerTo(request: Incoming): Promise<Answer> {
    const here = operations.filter(({ template }) => matchTemplate(template, request.path));
    const operation = here.find(({ method }) => method === request.method);
    if (!operation) return here.length > 0 ? problem(405, 'method-not-allowed') : problem(404, 'not-found');
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (operation.authenticated && !state.kiosks.has(token)) return problem(401, 'unauthorized');
    try {
      return await perform(operation, request, token);
    } catch (error) {
      state.defects.push(error instanceof Error ? error.message : String(error));
      return problem(500, 'defect');
    }
  }

  async function upload(incoming: Incoming, request: IncomingMessage, response: ServerResponse) {
    const token = /^Bearer (\S+)$/.exec(incoming.headers.authorization ?? '')?.[1] ?? '';
    if (!state.kiosks.has(token)) return send(response, problem(401, 'unauthorized'));
    if (request.method === 'GET') return send(response, problem(405, 'method-not-allowed'));
    const metadata = (incoming.headers['upload-metadata'] ?? '')
      .split(',')
      .map((pair) => pair.trim().split(' ')[1]);
    const values = metadata.map((value) => Buffer.from(value ?? '', 'base64').toString());
    accuseOfPersonalData(incoming, values.join('\n'));
    await faults.take(incoming.method, incoming.path, ['delay'])?.gate;
    if (faults.take(incoming.method, incoming.path, ['lose-answer'])) {
      response.end = () => {
        request.socket.destroy();
        return response;
      };
    }
    const cut = faults.take(incoming.method, incoming.path, ['cut-upload']);
    await uploads.handle(request, response, cut?.afterBytes);
    if (VIOLATING.includes(response.statusCode)) accuse(incoming, 'upload', []);
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const target = request.url ?? '';
    const path = target.startsWith(`${BASE_PATH}/`)
      ? (target.slice(BASE_PATH.length).split('?')[0] ?? '')
      : '';
    const method = request.method ?? '';
    const incoming: Incoming = { method, path, headers: headersOf(request), body: Buffer.alloc(0) };
    const { authorization: _, ...headers } = incoming.headers;
    accuseOfPersonalData(incoming, `${decoded(target)}\n${Object.values(headers).join('\n')}`);
    const early = faults.take(method, path, ['hang', 'answer']);
    if (early?.kind === 'hang') return note(incoming, 'hung');
    const isUpload = path === '/files' || path.startsWith('/files/');
    if (isUpload && !early) {
      await upload(incoming, request, response);
      return note(incoming, response.headersSent ? response.statusCode : 'lost');
    }
    try {
      incoming.body = await readBody(request);
    } catch {
      return; // the kiosk went away before it had said all
    }
    if (path === '/events' || path.endsWith('/heartbeat'))
      accuseOfPersonalData(incoming, incoming.body.toString());
    const answer = early ? early.answer : await answerTo(incoming);
    if (!early && VIOLATING.includes(answer.status)) {
      const { type, errors } = answer.body as { type: string; errors?: Flaw[] };
      accuse(incoming, type.split('/').at(-1) ?? '', errors ?? []);
    }
    if (!early && faults.take(method, path, ['lose-answer'])) {
      request.socket.destroy();
      return note(incoming, 'lost');
    }
    send(response, answer);
    note(incoming, answer.status);
  };
}
