import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sampleCatalogue, samplePeople, sampleQueues, sampleStaff } from '../central/data.ts';
import { isResidentNumber } from '../central/personal-data.ts';
import { checkAgainst } from '../central/schema.ts';
import { startKiosk, type TestKiosk } from './support.ts';

const catalogue = sampleCatalogue();
const people = samplePeople();
const itemIds = catalogue.items.map(({ id }) => id);
const queueIds = catalogue.queues.map(({ id }) => id);
const zoneIds = (catalogue.zones ?? []).map(({ id }) => id);
const fieldsOf = (itemId: string) =>
  (catalogue.items.find(({ id }) => id === itemId)?.form ?? []).flatMap(({ fields }) => fields);
const repeated = (ids: readonly string[]) => ids.filter((id, index) => ids.indexOf(id) !== index);

function textsIn(value: unknown): Record<string, string>[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('zh-CN' in value) return [value as Record<string, string>];
  return Object.values(value).flatMap(textsIn);
}

describe('the sample hall', () => {
  test('fits the interface’s schema', () => {
    expect(checkAgainst('Catalogue', catalogue)).toEqual([]);
    expect(sampleStaff().flatMap((member) => checkAgainst('StaffMember', member))).toEqual([]);
  });

  test('speaks Chinese and English everywhere', () => {
    const texts = textsIn(catalogue);
    expect(texts.length).toBeGreaterThan(100);
    expect(texts.filter((text) => !text.en || !/[\u4e00-\u9fff]/.test(text['zh-CN'] ?? ''))).toEqual([]);
    expect(texts.filter(({ en }) => /[\u4e00-\u9fff]/.test(en ?? ''))).toEqual([]);
  });

  test('never names an id twice, and no two queues share a prefix', () => {
    expect(repeated(itemIds)).toEqual([]);
    expect(repeated(catalogue.queues.map(({ prefix }) => prefix))).toEqual([]);
    for (const item of catalogue.items) {
      expect(repeated(item.materials.map(({ id }) => id))).toEqual([]);
      expect(repeated(fieldsOf(item.id).map(({ id }) => id))).toEqual([]);
    }
  });

  test('refers only to queues, zones and items that exist', () => {
    for (const item of catalogue.items) {
      expect(queueIds).toContain(item.queueId);
      if (item.zone !== undefined) expect(zoneIds).toContain(item.zone);
    }
    const zoned = catalogue.items.filter(({ zone }) => zone !== undefined).map(({ id }) => id);
    const listed = (catalogue.zones ?? []).flatMap(({ items }) => items);
    expect([...listed].sort()).toEqual(zoned.sort());
    for (const { items } of catalogue.bundles ?? []) expect(itemIds).toEqual(expect.arrayContaining(items));
    expect(sampleQueues().map(({ id }) => id)).toEqual(queueIds);
  });

  test('offers every route, kind of field, source of papers, identity, audience and kind of queue', () => {
    const fields = itemIds.flatMap(fieldsOf);
    const kinds = 'text name idNumber phone date choice choices number amount address yesNo signature';
    expect(new Set(fields.map(({ kind }) => kind))).toEqual(new Set(kinds.split(' ')));
    const sources = catalogue.items.flatMap(({ materials }) => materials.map(({ source }) => source));
    expect(new Set(sources)).toEqual(new Set(['scan', 'records', 'licence']));
    const of = (key: 'route' | 'identity' | 'audience') => new Set(catalogue.items.map((item) => item[key]));
    expect(of('route')).toEqual(new Set(['kiosk', 'counter', 'online', 'print']));
    expect(of('identity')).toEqual(new Set(['card', 'typed', 'none']));
    expect(of('audience')).toEqual(new Set(['person', 'business']));
    expect(new Set(catalogue.queues.map(({ kind }) => kind))).toEqual(new Set(['general', 'field', 'theme']));
  });

  test('asks conditions only of fields of the same item, with values these can have', () => {
    for (const item of catalogue.items) {
      const fields = fieldsOf(item.id);
      for (const { visibleIf } of [...fields, ...item.materials]) {
        if (!visibleIf) continue;
        const asked = fields.find(({ id }) => id === visibleIf.field);
        const values = asked?.kind === 'yesNo' ? [true, false] : asked?.options?.map(({ id }) => id);
        expect(values, `${item.id} ${visibleIf.field}`).toContain(visibleIf.equals);
      }
    }
  });

  test('prefills only fields that are asked', () => {
    for (const item of catalogue.items)
      for (const field of Object.keys(item.prefill ?? {}))
        expect(fieldsOf(item.id).map(({ id }) => id)).toContain(field);
  });

  test('shares only questions of one kind within a bundle, all of them of its own items', () => {
    for (const bundle of catalogue.bundles ?? [])
      for (const [shared, paths] of Object.entries(bundle.sharedFields ?? {})) {
        const fields = paths.map((path) => {
          const [itemId = '', fieldId] = path.split('.');
          expect(bundle.items).toContain(itemId);
          return fieldsOf(itemId).find(({ id }) => id === fieldId);
        });
        expect(new Set(fields.map((field) => field?.kind)).size, shared).toBe(1);
        expect(fields, shared).not.toContain(undefined);
      }
  });

  test('invites an application only where there is something to fill in, and to a counter whatever costs a fee', () => {
    for (const item of catalogue.items) {
      if (item.route === 'kiosk') expect(item.form.length, item.id).toBeGreaterThan(0);
      if (item.fee) expect(item.route, item.id).toBe('counter');
    }
  });
});

describe('the sample people', () => {
  test('are invented, and their resident numbers are well formed', () => {
    for (const { name, documentType, idNumber } of people) {
      expect(name).toMatch(/^测试/);
      if (documentType !== 'foreign-pr-2017') expect(isResidentNumber(idNumber), idNumber).toBe(true);
    }
  });

  test('have applications and suggestions for items that exist, and appointments for queues that exist', () => {
    for (const { applications, suggestions, appointments } of people) {
      for (const { itemId } of [...applications, ...suggestions]) expect(itemIds).toContain(itemId);
      for (const { queueId } of appointments) expect(queueIds).toContain(queueId);
      for (const { itemId, missing } of applications) {
        const item = catalogue.items.find(({ id }) => id === itemId);
        for (const { materialId } of missing)
          expect(item?.materials.map(({ id }) => id)).toContain(materialId);
      }
    }
  });
});

describe('GET /catalog', () => {
  let kiosk: TestKiosk;
  beforeEach(async () => {
    kiosk = await startKiosk();
  });
  afterEach(() => kiosk.central.close());

  test('answers 304 to a kiosk that has it, and the new one as soon as there is one', async () => {
    const first = await kiosk.get('/catalog');
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
    expect((await kiosk.get('/catalog', headers)).status).toBe(304);
    kiosk.central.setCatalogue({ ...catalogue, version: 'next' });
    const next = await kiosk.get('/catalog', headers);
    expect([next.status, next.body.version]).toEqual([200, 'next']);
  });

  test('the staff list has an ETag of its own', async () => {
    const staff = await kiosk.get('/staff');
    const again = await kiosk.get('/staff', { 'if-none-match': staff.headers.get('etag') ?? '' });
    expect([staff.status, again.status]).toEqual([200, 304]);
  });

  test('a catalogue that does not fit is never delivered by the stand-in itself', () => {
    const broken = { ...catalogue, items: [{ id: 'half' }] };
    expect(() => kiosk.central.setCatalogue(broken as never)).toThrow('/items/0');
  });
});
