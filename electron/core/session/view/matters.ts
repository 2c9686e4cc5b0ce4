import type { Field, Item } from '../../../contract/catalogue.ts';
import type { FieldValue } from '../../../contract/field-value.ts';
import type { ScreenOf } from '../../../contract/screens.ts';
import { dateIn } from '../../catalog/dates.ts';
import { deviceReason } from '../../catalog/device-reason.ts';
import { maskAddress, maskName, maskNumber, maskPhone } from '../../catalog/mask.ts';
import { type MaterialLine, missing } from '../../catalog/missing.ts';
import { visibleFields, visiblePages } from '../../catalog/visible.ts';
import { supplementComplete } from '../../journeys/supplement.ts';
import type { ApplyMatter, SupplementMatter, Visit, World } from '../state.ts';

const applyOf = (visit: Visit): ApplyMatter | undefined =>
  visit.matter?.kind === 'apply' ? visit.matter : undefined;

const linesOf = (world: World, matter: ApplyMatter): ReturnType<typeof missing> =>
  missing(matter.item, matter, dateIn(world.now, world.kiosk.timezone));

export const formScreen = (visit: Visit): ScreenOf<'form'> | undefined => {
  const matter = applyOf(visit);
  const { place } = visit;
  if (place.at !== 'form' || matter === undefined) return undefined;
  const page = visiblePages(matter.item, matter.values).find(({ id }) => id === place.pageId);
  if (page === undefined) return undefined;
  const here = new Set(page.fields.map((field) => field.id));
  // A condition may look at an answer of another page: that answer comes along, and no other.
  const looked = new Set(
    page.fields.flatMap((field) => (field.visibleIf === undefined ? [] : [field.visibleIf.field])),
  );
  return {
    name: 'form',
    page: { id: page.id, title: page.title, fields: page.fields },
    values: Object.fromEntries(
      Object.entries(matter.values).filter(([id]) => here.has(id) || looked.has(id)),
    ),
    errors: { ...place.errors },
    sources: Object.fromEntries(Object.entries(matter.sources).filter(([id]) => here.has(id))),
  };
};

type MaterialRow = ScreenOf<'materials'>['materials'][number];

const supplementRows = (world: World, matter: SupplementMatter): MaterialRow[] => {
  const item = world.catalogue?.items.find((each) => each.id === matter.application.itemId);
  const reason = deviceReason(world, 'scanner');
  return matter.application.missing.map((lack) => {
    const paper = matter.papers[lack.materialId];
    return {
      id: lack.materialId,
      name: item?.materials.find((material) => material.id === lack.materialId)?.name ?? {
        'zh-CN': lack.name,
      },
      required: false,
      source: 'scan',
      status: paper === undefined ? 'missing' : 'supplied',
      ...(paper === undefined ? {} : { pages: paper.pages }),
      ...(reason === undefined ? {} : { unavailable: reason }),
    };
  });
};

const materialRow = (world: World, line: MaterialLine, pages: number | undefined): MaterialRow => {
  const reason = line.material.source === 'scan' ? deviceReason(world, 'scanner') : undefined;
  return {
    id: line.material.id,
    name: line.material.name,
    required: line.material.required,
    source: line.material.source,
    status: line.status,
    ...(pages === undefined ? {} : { pages }),
    ...(line.deferUntil === undefined ? {} : { deferUntil: line.deferUntil }),
    ...(reason === undefined ? {} : { unavailable: reason }),
  };
};

export const materialsScreen = (world: World, visit: Visit): ScreenOf<'materials'> | undefined => {
  const { matter } = visit;
  if (matter?.kind === 'supplement')
    return {
      name: 'materials',
      receiptNumber: matter.application.receiptNumber,
      complete: supplementComplete(matter),
      materials: supplementRows(world, matter),
    };
  const apply = applyOf(visit);
  if (apply === undefined) return undefined;
  const lacks = linesOf(world, apply);
  return {
    name: 'materials',
    complete: lacks.materials.length === 0,
    materials: lacks.lines.map((line) => materialRow(world, line, apply.papers[line.material.id]?.pages)),
  };
};

type Row = ScreenOf<'review'>['sections'][number]['rows'][number];

const masks: Partial<Record<Field['kind'], (text: string) => string>> = {
  idNumber: maskNumber,
  phone: maskPhone,
  address: maskAddress,
};

const fieldRow = (field: Field, value: FieldValue | undefined, change: string): Row => {
  const row = { label: field.label, change, value: '' };
  if (value === undefined) return { ...row, valueKey: 'empty' };
  if (field.kind === 'yesNo') return { ...row, valueKey: value === true ? 'yes' : 'no' };
  if (field.kind === 'signature') return { ...row, valueKey: 'signed' };
  if (field.kind === 'choice' || field.kind === 'choices') {
    const ids = Array.isArray(value) ? value : [String(value)];
    return {
      ...row,
      text: (field.options ?? []).filter((option) => ids.includes(option.id)).map((option) => option.label),
    };
  }
  const mask = masks[field.kind];
  const text = String(value);
  return mask === undefined
    ? { ...row, value: text }
    : { ...row, value: mask(text), reveal: `field:${field.id}` };
};

const paperRow = (line: MaterialLine, pages: number | undefined): Row => {
  const row = { label: line.material.name, value: '', change: 'materials' };
  if (line.status === 'supplied') return { ...row, valueKey: 'pages', valueParams: { count: pages ?? 1 } };
  if (line.status === 'deferred')
    return { ...row, valueKey: 'deferred', valueParams: { until: line.deferUntil ?? '' } };
  return { ...row, valueKey: line.status === 'missing' ? 'not-supplied' : line.status };
};

const personRows = (visit: Visit, item: Item): Row[] =>
  visit.person === undefined || item.identity === 'none'
    ? []
    : [
        { labelKey: 'name', value: maskName(visit.person.name), reveal: 'person:name' },
        { labelKey: 'idNumber', value: maskNumber(visit.person.idNumber), reveal: 'person:idNumber' },
      ];

export const reviewScreen = (world: World, visit: Visit): ScreenOf<'review'> | undefined => {
  const matter = applyOf(visit);
  if (matter === undefined) return undefined;
  const { item } = matter;
  const person = personRows(visit, item);
  const papers = linesOf(world, matter).lines.map((line) =>
    paperRow(line, matter.papers[line.material.id]?.pages),
  );
  return {
    name: 'review',
    sections: [
      ...(person.length === 0 ? [] : [{ titleKey: 'applicant', rows: person }]),
      ...visiblePages(item, matter.values).map((page) => ({
        title: page.title,
        rows: visibleFields(page, item, matter.values).map((field) =>
          fieldRow(field, matter.values[field.id], page.id),
        ),
      })),
      ...(papers.length === 0 ? [] : [{ titleKey: 'materials', rows: papers }]),
    ],
    ...(item.consent === undefined ? {} : { consent: item.consent }),
    ...(item.promiseDays === undefined ? {} : { promiseDays: item.promiseDays }),
  };
};

/** The full text behind a mask, for as long as a finger presses it. */
export const revealed = (visit: Visit, ref: string): string | undefined => {
  if (ref === 'person:name') return visit.person?.name;
  if (ref === 'person:idNumber') return visit.person?.idNumber;
  const id = /^field:(.+)$/.exec(ref)?.[1];
  const value = id === undefined || visit.matter?.kind !== 'apply' ? undefined : visit.matter.values[id];
  return typeof value === 'string' ? value : undefined;
};
