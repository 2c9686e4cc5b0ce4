import fc from 'fast-check';
import { Catalogue, FieldKind } from '../../../electron/contract/catalogue.ts';

/** Catalogues that nobody would write: every kind of question and paper, conditions of all sorts, shared or not. */

const text = { 'zh-CN': '问', en: 'ask' };
const options = ['o1', 'o2'].map((id) => ({ id, label: text }));
const fieldIds = ['a', 'b', 'c', 'd', 'e'] as const;
const itemIds = ['x', 'y', 'z'] as const;

const condition = fc.option(
  fc.record({ field: fc.constantFrom(...fieldIds, 'gone'), equals: fc.constantFrom('o1', true, false) }),
  { nil: undefined },
);

/** Bounds that the answer of `answers.ts` keeps; some of them forbid what a person may have typed before. */
const bounds: Readonly<Record<string, object>> = {
  number: { min: 1, max: 9 },
  amount: { min: '0.5', max: '100' },
  date: { min: '2026-01-01', max: '2026-12-31' },
  text: { pattern: '[a-z]{2,5}' },
  address: { min: 2, max: 40 },
};

const field = (id: string) =>
  fc
    .record({
      kind: fc.constantFrom(...FieldKind.options),
      required: fc.boolean(),
      visibleIf: condition,
      bounded: fc.boolean(),
    })
    .map(({ kind, required, visibleIf, bounded }) => ({
      id,
      label: text,
      kind,
      required,
      options,
      ...(visibleIf === undefined ? {} : { visibleIf }),
      ...(bounded ? bounds[kind] : {}),
    }));

const material = (id: string) =>
  fc
    .record({
      required: fc.boolean(),
      source: fc.constantFrom('scan', 'scan', 'records', 'licence', 'licence'),
      deferrable: fc.boolean(),
      deferDays: fc.integer({ min: 0, max: 30 }),
      visibleIf: condition,
      min: fc.integer({ min: 1, max: 3 }),
      more: fc.integer({ min: 0, max: 2 }),
      name: fc.constantFrom('甲', '乙'),
    })
    .map(({ min, more, name, visibleIf, ...rest }) => ({
      id,
      name: { 'zh-CN': name, en: name },
      pages: { min, max: min + more },
      ...(visibleIf === undefined ? {} : { visibleIf }),
      ...rest,
    }));

const item = (id: string) =>
  fc
    .record({
      identity: fc.constantFrom('card', 'typed', 'none'),
      audience: fc.constantFrom('person', 'person', 'business'),
      agentAllowed: fc.boolean(),
      regions: fc.constantFrom(undefined, ['上海', '江苏'], []),
      fields: fc.tuple(...fieldIds.map(field)),
      cuts: fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 3, max: 5 })),
      materials: fc.subarray(['m', 'n', 'o']).chain((ids) => fc.tuple(...ids.map(material))),
    })
    .map(({ fields, cuts: [first, second], regions, ...rest }) => ({
      id,
      version: 1,
      name: { 'zh-CN': id, en: id },
      department: text,
      route: 'kiosk',
      promiseDays: 3,
      ...(regions === undefined ? {} : { regions }),
      form: [fields.slice(0, first), fields.slice(first, second), fields.slice(second)].map(
        (some, index) => ({ id: `p${index}`, title: text, fields: some }),
      ),
      ...rest,
    }));

const sharing = fc.dictionary(
  fc.constantFrom('shared', ...fieldIds),
  fc.subarray(
    itemIds.flatMap((one) => fieldIds.map((id) => `${one}.${id}`)),
    { minLength: 2, maxLength: 4 },
  ),
  { maxKeys: 3 },
);

/** Three items and a bundle of some of them. */
export const catalogues = fc
  .record({
    items: fc.tuple(...itemIds.map(item)),
    bundled: fc.subarray([...itemIds], { minLength: 2 }),
    sharedFields: sharing,
  })
  .map(({ items, bundled, sharedFields }) =>
    Catalogue.parse({
      version: 'generated',
      queues: [],
      items,
      bundles: [{ id: 'bundle', name: text, items: bundled, sharedFields }],
    }),
  );
