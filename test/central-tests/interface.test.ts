import { expect, test } from 'vitest';
import { handlers } from '../central/calls/index.ts';
import { openApi, operations } from '../central/schema.ts';

const requests = Object.entries(openApi.paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, { operationId, requestBody }]) =>
    Object.values(requestBody?.content ?? {}).map(({ example }) => ({
      title: `${method} ${path}`,
      operationId,
      example,
    })),
  ),
);

test.each(requests)('the example of $title fits its own schema', ({ operationId, example }) => {
  const operation = operations.find(({ id }) => id === operationId);
  expect(example).toBeDefined();
  expect(operation?.checkRequest(example)).toEqual([]);
});

test('every call of the interface is answered, and none besides', () => {
  const documented = operations.map(({ id }) => id).filter((id) => id !== 'createUpload');
  expect(Object.keys(handlers).sort()).toEqual(documented.sort());
});

test('every write that the interface marks carries an idempotency key', () => {
  const marked = operations.filter(({ idempotent }) => idempotent).map(({ template }) => template);
  expect(marked.sort()).toEqual(
    [
      '/calls',
      '/drafts',
      '/drafts/{id}/close',
      '/prints',
      '/ratings',
      '/reports',
      '/submissions',
      '/supplements',
      '/ticket-blocks',
      '/ticket-blocks/{id}/release',
      '/tickets',
      '/tickets/{id}/void',
    ].sort(),
  );
});
