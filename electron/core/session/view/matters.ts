import type { Field } from '../../../contract/catalogue.ts';
import type { FieldValue } from '../../../contract/field-value.ts';
import type { ScreenOf } from '../../../contract/screens.ts';
import { type AskedPage, askedPages, shownId } from '../../catalog/asked.ts';
import { deviceReason } from '../../catalog/device-reason.ts';
import { maskAddress, maskName, maskNumber, maskPhone } from '../../catalog/mask.ts';
import type { MaterialLine, Missing } from '../../catalog/missing.ts';
import { identityOf } from '../../catalog/subject.ts';
import { lacksOf, scansAgain } from '../../journeys/matter.ts';
import { partiesOf } from '../../journeys/parties.ts';
import { supplementComplete } from '../../journeys/supplement.ts';
import { hallNow } from '../in-hall.ts';
import type { ApplyMatter, Person, SupplementMatter, Visit, World } from '../state.ts';

const applyOf = (visit: Visit): ApplyMatter | undefined =>
  visit.matter?.kind === 'apply' ? visit.matter : undefined;

const linesOf = (world: World, matter: ApplyMatter): Missing =>
  lacksOf(matter, hallNow(world), world.kiosk.timezone);

const asShown = (page: AskedPage, field: Field): Field => ({
  ...field,
  id: shownId(page, field.id),
  ...(field.visibleIf === undefined
    ? {}
    : { visibleIf: { ...field.visibleIf, field: shownId(page, field.visibleIf.field) } }),
});

export const formScreen = (visit: Visit): ScreenOf<'form'> | undefined => {
  const matter = applyOf(visit);
  const { place } = visit;
  if (place.at !== 'form' || matter === undefined) return undefined;
  const page = askedPages(matter.asked, matter.values).find(({ id }) => id === place.pageId);
  if (page === undefined) return undefined;
  const here = new Set(page.fields.map((field) => field.id));
  // A condition may look at an answer of another page: that answer comes along, and no other.
  const looked = new Set(
    page.fields.flatMap((field) => (field.visibleIf === undefined ? [] : [field.visibleIf.field])),
  );
  const called = <T>(entries: readonly (readonly [string, T])[]): Record<string, T> =>
    Object.fromEntries(entries.map(([key, value]) => [shownId(page, key), value]));
  return {
    name: 'form',
    page: { id: page.id, title: page.title, fields: page.fields.map((field) => asShown(page, field)) },
    values: called(Object.entries(matter.values).filter(([id]) => here.has(id) || looked.has(id))),
    errors: called(Object.entries(place.errors)),
    sources: called(Object.entries(matter.sources).filter(([id]) => here.has(id))),
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
  const { source } = line.material;
  const role = source === 'scan' ? 'scanner' : source === 'licence' ? 'codeScanner' : undefined;
  const reason = role === undefined ? undefined : deviceReason(world, role);
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
      scansAgain: false,
      materials: supplementRows(world, matter),
    };
  const apply = applyOf(visit);
  if (apply === undefined) return undefined;
  const lacks = linesOf(world, apply);
  return {
    name: 'materials',
    complete: lacks.materials.length === 0,
    scansAgain: scansAgain(apply, lacks),
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

const partyRows = (person: Person, ref: 'applicant' | 'agent'): Row[] => [
  { labelKey: 'name', value: maskName(person.name), reveal: `${ref}:name` },
  { labelKey: 'idNumber', value: maskNumber(person.idNumber), reveal: `${ref}:idNumber` },
];

type Section = ScreenOf<'review'>['sections'][number];

/** The business, whom it is for, and who acts for them. */
const partySections = (visit: Visit, matter: ApplyMatter): Section[] => {
  if (identityOf(matter.asked) === 'none') return [];
  const { applicant, agent } = partiesOf(visit, matter);
  const business = matter.licence === 'none' ? undefined : matter.licence?.business;
  const named: Row[] =
    business === undefined
      ? []
      : [
          { labelKey: 'business', value: business.name },
          { labelKey: 'creditCode', value: business.creditCode },
        ];
  const rows = [...named, ...(applicant === undefined ? [] : partyRows(applicant, 'applicant'))];
  return [
    ...(rows.length === 0 ? [] : [{ titleKey: 'applicant', rows }]),
    ...(agent === undefined ? [] : [{ titleKey: 'agent', rows: partyRows(agent, 'agent') }]),
  ];
};

const pageSections = (matter: ApplyMatter): Section[] => {
  const pages = askedPages(matter.asked, matter.values);
  const rowsOf = ({ id, fields, shown }: AskedPage): Row[] =>
    fields
      .filter((field) => shown.includes(field.id))
      .map((field) => fieldRow(field, matter.values[field.id], id));
  return pages.map((page, index) => ({
    title: page.title,
    rows: rowsOf(page),
    ...(matter.asked.items.length > 1 && pages[index - 1]?.item !== page.item
      ? { part: page.item.name }
      : {}),
  }));
};

export const reviewScreen = (world: World, visit: Visit): ScreenOf<'review'> | undefined => {
  const matter = applyOf(visit);
  if (matter === undefined) return undefined;
  const { items } = matter.asked;
  const papers = linesOf(world, matter).lines.map((line) =>
    paperRow(line, matter.papers[line.material.id]?.pages),
  );
  const consents = items.flatMap(({ consent }) => consent?.text ?? []);
  const days = items.flatMap(({ promiseDays }) => promiseDays ?? []);
  return {
    name: 'review',
    sections: [
      ...partySections(visit, matter),
      ...pageSections(matter),
      ...(papers.length === 0 ? [] : [{ titleKey: 'materials', rows: papers }]),
    ],
    consents: consents.filter(
      (text, index) => consents.findIndex((other) => other['zh-CN'] === text['zh-CN']) === index,
    ),
    byAgent: partiesOf(visit, matter).agent !== undefined,
    ...(days.length === 0 ? {} : { promiseDays: Math.max(...days) }),
  };
};

/** The full text behind a mask, for as long as a finger presses it. */
export const revealed = (visit: Visit, ref: string): string | undefined => {
  const matter = applyOf(visit);
  if (matter === undefined) return undefined;
  const party = /^(applicant|agent):(name|idNumber)$/.exec(ref);
  if (party !== null) {
    const person = partiesOf(visit, matter)[party[1] as 'applicant' | 'agent'];
    return party[2] === 'name' ? person?.name : person?.idNumber;
  }
  const id = /^field:(.+)$/.exec(ref)?.[1];
  const value = id === undefined ? undefined : matter.values[id];
  return typeof value === 'string' ? value : undefined;
};
