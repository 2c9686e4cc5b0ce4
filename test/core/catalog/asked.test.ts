import { expect, test } from 'vitest';
import { Item } from '../../../electron/contract/catalogue.ts';
import { type Asked, askedPages, keyOn, ownValues, shownId } from '../../../electron/core/catalog/asked.ts';
import { answerError, missing } from '../../../electron/core/catalog/missing.ts';
import { needs } from '../../../electron/core/catalog/papers.ts';

const text = { 'zh-CN': '问' };
const today = '2026-11-23';

const item = (id: string, fields: readonly object[], materials: readonly object[] = []): Item =>
  Item.parse({
    id,
    version: 1,
    name: { 'zh-CN': id },
    department: text,
    audience: 'person',
    route: 'kiosk',
    identity: 'none',
    form: fields.map((field, index) => ({
      id: `p${index}`,
      title: text,
      fields: [{ label: text, kind: 'text', ...field }],
    })),
    materials: materials.map((material) => ({ name: text, required: true, source: 'scan', ...material })),
  });

const together = (items: readonly Item[], sharedFields: Record<string, string[]> = {}): Asked => ({
  items,
  bundle: { id: 'b', name: text, items: items.map(({ id }) => id), sharedFields },
});

const keysAsked = (asked: Asked, values = {}): string[] =>
  askedPages(asked, values).flatMap(({ shown }) => [...shown]);

test('a shared question that the first item hides is asked where the next one shows it', () => {
  const asked = together(
    [
      item('x', [
        { id: 'rents', kind: 'yesNo' },
        { id: 'phone', visibleIf: { field: 'rents', equals: true } },
      ]),
      item('y', [{ id: 'note' }, { id: 'phone', required: true }]),
    ],
    { phone: ['x.phone', 'y.phone'] },
  );
  expect(askedPages(asked, { rents: false }).map(({ item: { id }, shown }) => [id, ...shown])).toEqual([
    ['x', 'rents'],
    ['y', 'note'],
    ['y', 'phone'],
  ]);
  expect(keysAsked(asked, { rents: true })).toEqual(['rents', 'phone', 'note']);
});

test('questions that are not shared keep an answer of their own, though they have the same name', () => {
  const asked = together([item('x', [{ id: 'note' }]), item('y', [{ id: 'note' }])]);
  expect(keysAsked(asked)).toEqual(['x.note', 'y.note']);
  const values = { 'x.note': 'one', 'y.note': 'two' };
  expect(asked.items.map((each) => ownValues(asked, each, values))).toEqual([
    { note: 'one' },
    { note: 'two' },
  ]);
  for (const page of askedPages(asked, values)) {
    const [key = ''] = page.shown;
    expect([shownId(page, key), keyOn(page, 'note')]).toEqual(['note', key]);
  }
});

test('questions of different kinds are not one question, whatever the bundle says', () => {
  const asked = together([item('x', [{ id: 'when', kind: 'date' }]), item('y', [{ id: 'when' }])], {
    when: ['x.when', 'y.when'],
  });
  expect(keysAsked(asked)).toEqual(['when', 'y.when']);
});

test('an answer has to satisfy every item that shares the question', () => {
  const asked = together(
    [item('x', [{ id: 'name' }]), item('y', [{ id: 'name', required: true, pattern: '[a-z]+' }])],
    { name: ['x.name', 'y.name'] },
  );
  expect(askedPages(asked, {})[0]?.fields).toMatchObject([{ id: 'name', required: true }]);
  expect(answerError(asked, 'name', {})).toBe('required');
  expect(answerError(asked, 'name', { name: '甲' })).toBe('pattern');
  expect(answerError(asked, 'name', { name: 'a' })).toBeUndefined();
});

test('of a shared choice only what every item knows is offered', () => {
  const options = (...ids: string[]) => ids.map((id) => ({ id, label: text }));
  const asked = together(
    [
      item('x', [{ id: 'way', kind: 'choice', options: options('a', 'b') }]),
      item('y', [{ id: 'way', kind: 'choice', options: options('b', 'c') }]),
    ],
    { way: ['x.way', 'y.way'] },
  );
  expect(askedPages(asked, {})[0]?.fields[0]?.options?.map(({ id }) => id)).toEqual(['b']);
});

test('a paper of one id, name and way is one paper, as strict as the strictest; any other is its own', () => {
  const asked = together([
    item('x', [], [{ id: 'm', pages: { min: 1, max: 4 }, deferrable: true, deferDays: 9 }, { id: 'n' }]),
    item(
      'y',
      [],
      [
        { id: 'm', pages: { min: 2, max: 9 } },
        { id: 'n', name: { 'zh-CN': '别的' } },
      ],
    ),
  ]);
  expect(needs(asked)).toMatchObject([
    { id: 'm', pages: { min: 2, max: 4 }, deferrable: false },
    { id: 'n' },
    { id: 'y.n' },
  ]);
  expect(missing(asked, { values: {}, papers: {} }, today).materials).toEqual(['m', 'n', 'y.n']);
  const papers = { m: { pages: 2 }, n: { pages: 1 }, 'y.n': { pages: 1 } };
  expect(missing(asked, { values: {}, papers }, today).materials).toEqual([]);
});

test('papers whose numbers of pages exclude each other are two papers', () => {
  const asked = together([
    item('x', [], [{ id: 'm', pages: { min: 1, max: 1 } }]),
    item('y', [], [{ id: 'm', pages: { min: 2, max: 3 } }]),
  ]);
  expect(needs(asked).map(({ id }) => id)).toEqual(['m', 'y.m']);
});

test('a paper deferred by several items is due when the first of them wants it', () => {
  const later = (deferDays: number) => [{ id: 'm', deferrable: true, deferDays }];
  const asked = together([item('x', [], later(9)), item('y', [], later(4))]);
  expect(missing(asked, { values: {}, papers: {} }, today).lines).toMatchObject([
    { status: 'deferred', deferUntil: '2026-11-27' },
  ]);
});
