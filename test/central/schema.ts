import { readFileSync } from 'node:fs';
import type { ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import type { Flaw } from './answer.ts';

type Media = Record<string, { schema?: object; example?: unknown }>;
type ResponseObject = {
  $ref?: string;
  content?: Media;
  headers?: Record<string, { $ref?: string; required?: boolean }>;
};
type OperationObject = {
  operationId: string;
  security?: unknown[];
  parameters?: { $ref?: string }[];
  requestBody?: { content: Media };
  responses: Record<string, ResponseObject>;
};
export type OpenApi = {
  paths: Record<string, Record<string, OperationObject>>;
  components: { schemas: Record<string, object>; responses: Record<string, ResponseObject> };
};

/** One call of the interface, as openapi.yaml describes it. */
export type Operation = {
  id: string;
  method: string;
  /** Path template below the base path, `/tickets/{id}/void`. */
  template: string;
  /** Without it the call is open to anybody (enrolment). */
  authenticated: boolean;
  /** It carries an Idempotency-Key. */
  idempotent: boolean;
  requestType?: string;
  /** What is wrong with a request body (for ndjson: with one line). */
  checkRequest(body: unknown): Flaw[];
  /** What is wrong with an answer of ours. Buffers are judged by their presence alone. */
  checkAnswer(status: number, body: unknown): Flaw[];
};

export const openApi: OpenApi = parse(readFileSync(new URL('openapi.yaml', import.meta.url), 'utf8'));

const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
addFormats.default(ajv);
ajv.addVocabulary(Object.keys(openApi));
ajv.addSchema(openApi, 'central');

const compiled = new Map<string, ValidateFunction>();

function check(pointer: string, value: unknown): Flaw[] {
  const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `central#${pointer}` });
  compiled.set(pointer, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) => ({
    path: 'missingProperty' in params ? `${instancePath}/${params.missingProperty}` : instancePath || '/',
    message: message ?? 'is wrong',
  }));
}

/** What is wrong with `value` against a named schema of openapi.yaml, `Catalogue` for instance. */
export const checkAgainst = (schema: string, value: unknown): Flaw[] =>
  check(`/components/schemas/${schema}`, value);

const escaped = (part: string) => part.replaceAll('~', '~0').replaceAll('/', '~1');

function toOperation(template: string, method: string, operation: OperationObject): Operation {
  const at = `/paths/${escaped(template)}/${method}`;
  const requestType = Object.keys(operation.requestBody?.content ?? {})[0];
  const answerPointer = (status: number): { pointer: string; response: ResponseObject } => {
    const key = String(status) in operation.responses ? String(status) : 'default';
    const response = operation.responses[key];
    if (!response) throw new Error(`${operation.operationId} documents no answer ${status}`);
    if (!response.$ref) return { pointer: `${at}/responses/${key}`, response };
    const name = response.$ref.slice('#/components/responses/'.length);
    const shared = openApi.components.responses[name];
    if (!shared) throw new Error(`${response.$ref} is not in openapi.yaml`);
    return { pointer: `/components/responses/${name}`, response: shared };
  };
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    template,
    authenticated: operation.security === undefined,
    idempotent: (operation.parameters ?? []).some((one) => one.$ref?.endsWith('/IdempotencyKey')),
    requestType,
    checkRequest: (body) =>
      requestType ? check(`${at}/requestBody/content/${escaped(requestType)}/schema`, body) : [],
    checkAnswer(status, body) {
      const { pointer, response } = answerPointer(status);
      const type = Object.keys(response.content ?? {})[0];
      if ((type === undefined) !== (body === undefined))
        return [{ path: '/', message: type ? `must have a body of ${type}` : 'must have no body' }];
      if (!type || !response.content?.[type]?.schema) return [];
      return check(`${pointer}/content/${escaped(type)}/schema`, body);
    },
  };
}

/** Every call of openapi.yaml. */
export const operations: readonly Operation[] = Object.entries(openApi.paths).flatMap(([template, methods]) =>
  Object.entries(methods).map(([method, operation]) => toOperation(template, method, operation)),
);

/** Percent-decoded, or as it is when that cannot be. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Whether a concrete path fits a template, and the values of its `{names}`. */
export function matchTemplate(template: string, path: string): Record<string, string> | undefined {
  const wanted = template.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith('{')) values[part.slice(1, -1)] = decoded(value);
    else if (part !== value) return undefined;
  }
  return values;
}
