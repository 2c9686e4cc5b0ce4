/** What a call answers, before it is validated against openapi.yaml and sent. */
export type Answer = {
  status: number;
  headers?: Record<string, string>;
  /** Sent as JSON (problem+json from 400 on), or as it is when it is a Buffer. Absent: no body at all. */
  body?: unknown;
};

/** Where in a body something is wrong, as a JSON pointer. */
export type Flaw = { path: string; message: string };

const titles: Record<string, string> = {
  'bad-request': 'The request does not fit the interface',
  unauthorized: 'The token is not known',
  forbidden: 'Not for this kiosk or this person',
  'not-found': 'Nobody and nothing known by that',
  'method-not-allowed': 'No such call',
  gone: 'Not there any more',
  'in-progress': 'The first request with this key is still being worked on',
  'idempotency-key-reuse': 'This key was used for another body',
  'media-type': 'This media type is not spoken here',
  refused: 'The record contradicts what is known',
  fault: 'An injected fault',
  defect: 'The stand-in broke its own interface',
};

/** An RFC 9457 problem. `kind` is the last segment of its type. */
export function problem(status: number, kind: string, detail?: string, errors?: Flaw[]): Answer {
  const title = titles[kind] ?? 'Problem';
  const body = { type: `https://central.example/problems/${kind}`, title, status, detail, errors };
  return { status, body: JSON.parse(JSON.stringify(body)) };
}

/** The record contradicts what the central system knows: 422 with every flaw by its path. */
export const refused = (...errors: Flaw[]): Answer =>
  problem(422, 'refused', errors.map(({ path, message }) => `${path} ${message}`).join('; '), errors);
