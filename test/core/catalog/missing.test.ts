import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Item } from '../../../electron/contract/catalogue.ts';
import type { FieldValue } from '../../../electron/contract/field-value.ts';
import { alone } from '../../../electron/core/catalog/asked.ts';
import { type Given, missing } from '../../../electron/core/catalog/missing.ts';
import { needs } from '../../../electron/core/catalog/papers.ts';

const today = '2026-11-23';
const text = { 'zh-CN': '问' };

const condition = fc.option(
  fc.record({
    field: fc.constantFrom('f0', 'f1', 'f2', 'f3', 'gone'),
    equals: fc.constantFrom('a', true, false),
  }),
  { nil: undefined },
);

const kinds = [
  'text',
  'name',
  'idNumber',
  'phone',
  'date',
  'choice',
  'choices',
  'number',
  'amount',
  'yesNo',
] as const;

const field = (id: string) =>
  fc
    .record({ kind: fc.constantFrom(...kinds), required: fc.boolean(), visibleIf: condition })
    .map((made) => ({
      id,
      label: text,
      ...made,
      options: [
        { id: 'a', label: text },
        { id: 'b', label: text },
      ],
    }));

const material = (id: string) =>
  fc
    .record({
      required: fc.boolean(),
      source: fc.constantFrom('scan', 'records'),
      deferrable: fc.boolean(),
      visibleIf: condition,
      pages: fc.option(
        fc.integer({ min: 1, max: 4 }).map((min) => ({ min, max: min + 2 })),
        { nil: undefined },
      ),
    })
    .map((made) => ({ id, name: text, ...made }));

const items = fc
  .record({
    first: fc.tuple(field('f0'), field('f1')),
    second: fc.tuple(field('f2'), field('f3')),
    materials: fc.tuple(material('m0'), material('m1'), material('m2')),
  })
  .map(({ first, second, materials }) =>
    Item.parse({
      id: 'any',
      version: 1,
      name: text,
      department: text,
      audience: 'person',
      route: 'kiosk',
      identity: 'none',
      form: [
        { id: 'p0', title: text, fields: first },
        { id: 'p1', title: text, fields: second },
      ],
      materials,
    }),
  );

const answerFor: Readonly<Record<string, FieldValue>> = {
  text: 'a',
  name: '测试样例',
  idNumber: '11010519491231002X',
  phone: '13800000001',
  date: '2026-11-23',
  choice: 'a',
  choices: ['a'],
  number: 1,
  amount: '1.00',
  yesNo: true,
};

const supply = (item: Item, given: Given): Given => {
  const lacks = missing(alone(item), given, today);
  const fields = item.form.flatMap((page) => page.fields);
  const values = { ...given.values };
  for (const { fieldId } of lacks.fields) {
    const value = answerFor[fields.find(({ id }) => id === fieldId)?.kind ?? ''];
    if (value !== undefined) values[fieldId] = value;
  }
  const papers = { ...given.papers };
  for (const id of lacks.materials)
    papers[id] = { pages: item.materials.find((each) => each.id === id)?.pages?.min ?? 1 };
  return { values, papers };
};

const started = fc.dictionary(
  fc.constantFrom('f0', 'f1', 'f2', 'f3'),
  fc.constantFrom<FieldValue>('', 'a', 'x', true, false, 7, ['a'], []),
);

test('supplying exactly what is listed is always enough, once for what an answer brings up, and then nothing more', () => {
  fc.assert(
    fc.property(items, started, (item, values) => {
      let given: Given = { values, papers: {} };
      // Each round can only bring up questions that an answer of the round before made visible.
      for (let round = 0; round < 5; round += 1) given = supply(item, given);
      const lacks = missing(alone(item), given, today);
      expect(lacks.fields).toEqual([]);
      expect(lacks.materials).toEqual([]);
    }),
    { numRuns: 400, seed: 1 },
  );
});

test('where no answer decides what is asked, one round is enough', () => {
  fc.assert(
    fc.property(items, started, (made, values) => {
      const item: Item = {
        ...made,
        form: made.form.map((page) => ({
          ...page,
          fields: page.fields.map(({ visibleIf: _, ...rest }) => rest),
        })),
        materials: made.materials.map(({ visibleIf: _, ...rest }) => rest),
      };
      const lacks = missing(alone(item), supply(item, { values, papers: {} }), today);
      expect([lacks.fields, lacks.materials]).toEqual([[], []]);
    }),
    { numRuns: 200, seed: 2 },
  );
});

test('nothing is asked that is not visible, and all that was announced covers all that is asked', () => {
  fc.assert(
    fc.property(items, started, (item, values) => {
      const lacks = missing(alone(item), { values, papers: {} }, today);
      const announced = needs(alone(item)).map(({ id }) => id);
      for (const { material: each } of lacks.lines) expect(announced).toContain(each.id);
      for (const id of lacks.materials) expect(lacks.lines.map((line) => line.material.id)).toContain(id);
    }),
    { numRuns: 200, seed: 3 },
  );
});

const one = (materials: readonly object[]): Item =>
  Item.parse({
    id: 'one',
    version: 1,
    name: text,
    department: text,
    audience: 'person',
    route: 'kiosk',
    identity: 'none',
    form: [],
    materials: materials.map((each) => ({ id: 'm', name: text, required: true, source: 'scan', ...each })),
  });

test('a paper with too few pages is missing still; with enough it is supplied', () => {
  const item = one([{ pages: { min: 2, max: 3 } }]);
  expect(missing(alone(item), { values: {}, papers: { m: { pages: 1 } } }, today).materials).toEqual(['m']);
  expect(missing(alone(item), { values: {}, papers: { m: { pages: 2 } } }, today).lines[0]?.status).toBe(
    'supplied',
  );
});

test('a deferred paper has its last day counted in calendar days, over the end of a year too', () => {
  const item = one([{ deferrable: true, deferDays: 40 }]);
  expect(missing(alone(item), { values: {}, papers: {} }, today)).toMatchObject({
    materials: [],
    lines: [{ status: 'deferred', deferUntil: '2027-01-02' }],
  });
});

test('an optional paper is asked of nobody', () => {
  expect(missing(alone(one([{ required: false }])), { values: {}, papers: {} }, today).materials).toEqual([]);
});

test('a question that depends on a hidden one is hidden, whatever was answered before', () => {
  const item = Item.parse({
    ...one([]),
    form: [
      {
        id: 'p',
        title: text,
        fields: [
          { id: 'a', label: text, kind: 'yesNo', required: true },
          { id: 'b', label: text, kind: 'yesNo', required: true, visibleIf: { field: 'a', equals: true } },
          { id: 'c', label: text, kind: 'text', required: true, visibleIf: { field: 'b', equals: true } },
        ],
      },
    ],
  });
  expect(missing(alone(item), { values: { a: false, b: true }, papers: {} }, today).fields).toEqual([]);
});

test('questions that depend on each other in a circle hang nothing', () => {
  const circle = (id: string, other: string): object => ({
    id,
    label: text,
    kind: 'yesNo',
    required: true,
    visibleIf: { field: other, equals: true },
  });
  const item = Item.parse({
    ...one([]),
    form: [{ id: 'p', title: text, fields: [circle('a', 'b'), circle('b', 'a'), circle('c', 'c')] }],
  });
  expect(missing(alone(item), { values: {}, papers: {} }, today).fields).toEqual([]);
});
