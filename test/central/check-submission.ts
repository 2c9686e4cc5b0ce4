import type { Flaw } from './answer.ts';
import type { StoredFile } from './state.ts';
import type { Field, Item, Submission, SubmittedMaterial, VisibleIf } from './wire.ts';

type Files = ReadonlyMap<string, StoredFile>;

type Form = Record<string, unknown>;

/** A question that is itself hidden has no answer, whatever came for it; of several options one is enough. */
function isVisible(
  condition: VisibleIf | undefined,
  form: Form,
  fields: readonly Field[],
  asked: readonly string[] = [],
): boolean {
  if (!condition || asked.includes(condition.field)) return true;
  const field = fields.find(({ id }) => id === condition.field);
  if (!isVisible(field?.visibleIf, form, fields, [...asked, condition.field])) return false;
  const value = form[condition.field];
  return Array.isArray(value) ? value.includes(condition.equals) : value === condition.equals;
}

const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** What is wrong with a value that is there, as the catalogue's page types form values. */
function flawOfValue(field: Field, value: unknown, files: Files): string | undefined {
  const options = field.options?.map(({ id }) => id) ?? [];
  switch (field.kind) {
    case 'number':
      if (typeof value !== 'number') return 'is not a number';
      if (field.min !== undefined && value < Number(field.min)) return `is less than ${field.min}`;
      if (field.max !== undefined && value > Number(field.max)) return `is more than ${field.max}`;
      return undefined;
    case 'yesNo':
      return typeof value === 'boolean' ? undefined : 'is not a boolean';
    case 'choices':
      if (!Array.isArray(value)) return 'is not a list of option ids';
      return value.every((id) => options.includes(id)) ? undefined : 'holds an id that is no option';
    case 'choice':
      return options.some((id) => id === value) ? undefined : 'is no option id';
  }
  if (typeof value !== 'string') return 'is not a string';
  if (field.pattern && !new RegExp(field.pattern, 'u').test(value)) return 'does not fit the pattern';
  switch (field.kind) {
    case 'date': {
      if (!/^\d{4}-\d\d-\d\d$/.test(value) || Number.isNaN(Date.parse(value))) return 'is not YYYY-MM-DD';
      if (typeof field.min === 'string' && value < field.min) return `is before ${field.min}`;
      if (typeof field.max === 'string' && value > field.max) return `is after ${field.max}`;
      return undefined;
    }
    case 'amount': {
      if (!/^\d+(\.\d{1,2})?$/.test(value)) return 'is not a decimal amount';
      if (field.min !== undefined && Number(value) < Number(field.min)) return `is less than ${field.min}`;
      if (field.max !== undefined && Number(value) > Number(field.max)) return `is more than ${field.max}`;
      return undefined;
    }
    case 'signature':
      return files.get(value)?.complete ? undefined : 'names no file that was uploaded';
    default:
      return undefined;
  }
}

function flawsOfForm({ form }: Submission, item: Item, files: Files): Flaw[] {
  const fields = item.form.flatMap((page) => page.fields);
  const flaws = Object.keys(form)
    .filter((id) => fields.every((field) => field.id !== id))
    .map((id) => ({ path: `/form/${id}`, message: 'is not asked by this item' }));
  for (const field of fields) {
    if (!isVisible(field.visibleIf, form, fields)) continue;
    const value = form[field.id];
    const message = isEmpty(value)
      ? field.required && 'is missing'
      : flawOfValue(field, value, files) || undefined;
    if (message) flaws.push({ path: `/form/${field.id}`, message });
  }
  return flaws;
}

function flawsOfMaterials({ form, materials, deferredUntil }: Submission, item: Item): Flaw[] {
  const flaws: Flaw[] = [];
  for (const [index, given] of materials.entries()) {
    const wrong = (message: string) => flaws.push({ path: `/materials/${index}`, message });
    const material = item.materials.find(({ id }) => id === given.materialId);
    if (!material) wrong('is not asked by this item');
    else if (materials.findIndex(({ materialId }) => materialId === given.materialId) !== index)
      wrong('comes twice');
    else if (given.status === 'deferred' && !material.deferrable) wrong('cannot be deferred');
    else if (given.status === 'deferred' && deferredUntil === undefined) wrong('needs deferredUntil');
    else if ((given.status === 'from-records') !== (material.source === 'records'))
      wrong(`has source ${material.source} and status ${given.status}`);
    else if (given.status === 'licence' && material.source !== 'licence') wrong('is no licence');
    else if (given.status === 'supplied' && material.pages && given.pages !== undefined) {
      const { min, max } = material.pages;
      if (given.pages < min || given.pages > max) wrong(`has ${given.pages} pages, not ${min} to ${max}`);
    }
  }
  const fields = item.form.flatMap((page) => page.fields);
  for (const { id, required, visibleIf } of item.materials)
    if (
      required &&
      isVisible(visibleIf, form, fields) &&
      materials.every(({ materialId }) => materialId !== id)
    )
      flaws.push({ path: '/materials', message: `lack ${id}` });
  return flaws;
}

function flawsOfIdentity({ applicant, agent, region }: Submission, item: Item): Flaw[] {
  const flaws: Flaw[] = [];
  if (item.identity !== 'none' && !applicant) flaws.push({ path: '/applicant', message: 'is missing' });
  if (item.identity === 'card' && applicant?.source === 'typed' && !agent)
    flaws.push({ path: '/applicant/source', message: 'must be card' });
  if (agent && !item.agentAllowed) flaws.push({ path: '/agent', message: 'is not allowed for this item' });
  if (region !== undefined && !item.regions?.includes(region))
    flaws.push({ path: '/region', message: 'is not one of the item’s' });
  return flaws;
}

/** Where a submission does not fit the item it is for. */
export function flawsOfSubmission(submission: Submission, item: Item, files: Files): Flaw[] {
  const route = item.route === 'kiosk' ? [] : [{ path: '/itemId', message: `is a matter for ${item.route}` }];
  return [
    ...route,
    ...flawsOfIdentity(submission, item),
    ...flawsOfForm(submission, item, files),
    ...flawsOfMaterials(submission, item),
  ];
}

/** Where the files named are not those that were uploaded. */
export function flawsOfFiles(materials: readonly SubmittedMaterial[], files: Files): Flaw[] {
  return materials.flatMap((material, index) => {
    if (material.status !== 'supplied') return [];
    const file = files.get(material.fileId ?? '');
    const at = `/materials/${index}`;
    if (!file?.complete) return [{ path: `${at}/fileId`, message: 'names no file that was uploaded' }];
    const flaws: Flaw[] = [];
    if (file.sha256 !== material.sha256) flaws.push({ path: `${at}/sha256`, message: 'is not the file’s' });
    if (file.size !== material.size) flaws.push({ path: `${at}/size`, message: 'is not the file’s' });
    if (file.filetype !== material.mediaType)
      flaws.push({ path: `${at}/mediaType`, message: 'is not the file’s' });
    return flaws;
  });
}
