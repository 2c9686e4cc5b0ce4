import { z } from 'zod';
import type { HttpAnswer, HttpResult } from './http.ts';

/** RFC 9457; members that do not fit are taken as absent. */
export const Problem = z.object({
  type: z.string().optional().catch(undefined),
  title: z.string().optional().catch(undefined),
  status: z.number().optional().catch(undefined),
  detail: z.string().optional().catch(undefined),
});
export type Problem = z.infer<typeof Problem>;

/**
 * Why there is no answer to work with. `offline`, `timeout`, `cancelled`: none came whole; `sent`: whether the request
 * arrived is not known, otherwise it did not. `refused`: a status other than 2xx. `malformed`: an answer that is not what was agreed,
 * such as a captive portal's page.
 */
export type CallFailure =
  | {
      readonly ok: false;
      readonly kind: 'offline' | 'timeout' | 'cancelled';
      readonly sent: boolean;
      readonly detail: string;
    }
  | {
      readonly ok: false;
      readonly kind: 'refused';
      readonly status: number;
      readonly problem: Problem;
      /** Milliseconds that the other side asks to wait. */
      readonly retryAfter?: number;
    }
  | { readonly ok: false; readonly kind: 'malformed'; readonly detail: string };

export type CallResult<T> = { readonly ok: true; readonly value: T } | CallFailure;

const jsonOf = (answer: HttpAnswer): unknown => {
  try {
    return JSON.parse(answer.body.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
};

/** Seconds or an HTTP date (RFC 9110, 10.2.3), as milliseconds from now. */
export const retryAfterOf = (value: string | undefined, now: number): number | undefined => {
  if (value === undefined || value === '') return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
};

/** An answer of 2xx, or why not. */
export const accepted = (result: HttpResult, now: number): CallResult<HttpAnswer> => {
  if (result.kind === 'too-long') return { ok: false, kind: 'malformed', detail: result.detail };
  if (result.kind !== 'answer')
    return { ok: false, kind: result.kind, sent: result.sent, detail: result.detail };
  if (result.status >= 200 && result.status < 300) return { ok: true, value: result };
  if (result.status >= 300 && result.status < 400) {
    return { ok: false, kind: 'malformed', detail: `status ${result.status}` };
  }
  const problem = Problem.safeParse(jsonOf(result));
  const retryAfter = retryAfterOf(result.headers['retry-after'], now);
  return {
    ok: false,
    kind: 'refused',
    status: result.status,
    problem: problem.success ? problem.data : {},
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
};

/** The body as `schema` says, or `malformed` with the path of what does not fit. */
export const parsed = <S extends z.ZodType>(
  result: CallResult<HttpAnswer>,
  schema: S,
): CallResult<z.output<S>> => {
  if (!result.ok) return result;
  const value = schema.safeParse(jsonOf(result.value));
  if (value.success) return { ok: true, value: value.data };
  const [issue] = value.error.issues;
  return { ok: false, kind: 'malformed', detail: `${issue?.path.join('.') || 'body'}: ${issue?.message}` };
};

/** The body as JSON, not yet looked at; `{}` when there is none. */
export const jsonBody = (result: CallResult<HttpAnswer>): CallResult<unknown> => {
  if (!result.ok) return result;
  if (result.value.body.length === 0) return { ok: true, value: {} };
  const value = jsonOf(result.value);
  return value === undefined
    ? { ok: false, kind: 'malformed', detail: 'the answer is no JSON' }
    : { ok: true, value };
};

/** What a write was answered with: 2xx. */
export interface Written {
  readonly status: number;
  /** Not yet looked at. */
  readonly body: unknown;
}

/**
 * The answer to a write: any 2xx settles it, with `{}` where there is nothing to be read. A page for people is not
 * the central system's answer but somebody's in between, and settles nothing.
 */
export const written = (result: CallResult<HttpAnswer>): CallResult<Written> => {
  if (!result.ok) return result;
  const { status } = result.value;
  const body = jsonBody(result);
  const isPage = /html/i.test(result.value.headers['content-type'] ?? '');
  if (body.ok) return { ok: true, value: { status, body: body.value } };
  return isPage ? body : { ok: true, value: { status, body: {} } };
};
