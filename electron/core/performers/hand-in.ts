import type { FieldValue } from '../../contract/field-value.ts';
import { signaturePng } from '../scan/signature.ts';
import type { SubmissionPart } from '../session/effects.ts';
import type { Person } from '../session/state.ts';
import { codeOf } from '../store/receipt.ts';
import type { Given, RecordToSave } from '../store/save.ts';
import { sourceOf } from './people.ts';
import { type FileOf, kept, papersOf, suppliedLine } from './submissions.ts';
import { type EffectOf, personKey, type Tools, timestamp } from './tools.ts';

/** One record an item, all of them in one transaction: a bundle is handed in whole or not at all. */

type Signature = readonly [fieldId: string, png: Uint8Array];

const identity = (person: Person): object => ({
  documentType: person.documentType,
  name: person.name,
  idNumber: person.idNumber,
  source: sourceOf(person),
});

const bodyOf = (
  { part, bundleId, createdAt }: { part: SubmissionPart; bundleId: string | undefined; createdAt: string },
  form: Readonly<Record<string, FieldValue>>,
  fileOf: FileOf,
  kiosk: string,
): ((given: Given) => object) => {
  const { item, applicant, agent, region, subjectToken, deferredUntil } = part;
  return (given) => {
    const content = {
      id: given.id,
      itemId: item.id,
      itemVersion: item.version,
      kioskId: kiosk,
      createdAt,
      ...(bundleId === undefined ? {} : { bundleId }),
      ...(region === undefined ? {} : { region }),
      ...(subjectToken === undefined ? {} : { subjectToken }),
      ...(applicant === undefined ? {} : { applicant: identity(applicant) }),
      ...(agent === undefined ? {} : { agent: identity(agent) }),
      form,
      materials: part.materials.map((line) =>
        line.status === 'supplied' ? suppliedLine(line.materialId, fileOf[line.materialId], given) : line,
      ),
      ...(deferredUntil === undefined ? {} : { deferredUntil }),
      consent: { version: item.consent?.version ?? 'none', at: createdAt },
    };
    return { ...content, receipt: given.sign(content) };
  };
};

/** The record of one item. A paper that several items want is a file of each: a file belongs to one record. */
const recordOf = (
  part: SubmissionPart,
  signatures: readonly Signature[],
  bundleId: string | undefined,
  createdAt: string,
  tools: Pick<HandInTools, 'blobs' | 'newId' | 'kiosk'>,
): RecordToSave => {
  const supplied = part.materials.flatMap((line) =>
    line.status === 'supplied' ? [[line.materialId, line.paper] as const] : [],
  );
  const { files, fileOf } = papersOf(supplied, tools);
  const form: Record<string, FieldValue> = { ...part.form };
  for (const [fieldId, bytes] of signatures) {
    const id = tools.newId();
    files.push({ id, bytes, mediaType: 'image/png', pages: 1 });
    form[fieldId] = id;
  }
  return {
    kind: 'submission',
    path: '/submissions',
    files,
    ...(part.applicant === undefined ? {} : { personKey: personKey(part.applicant) }),
    body: bodyOf({ part, bundleId, createdAt }, form, fileOf, tools.kiosk.id),
  };
};

/** What handing in needs of all the tools. */
export type HandInTools = Pick<Tools, 'newId' | 'kiosk' | 'now' | 'tell'> & {
  readonly blobs: Pick<Tools['blobs'], 'get'>;
  readonly store: Pick<Tools['store'], 'saveRecords'>;
  readonly sync: Pick<Tools['sync'], 'nudge'>;
  readonly log: Pick<Tools['log'], 'error'>;
};

export const handIn = async (
  { ref, order }: Pick<EffectOf<'save-submission'>, 'ref' | 'order'>,
  tools: HandInTools,
): Promise<void> => {
  const drawn = await Promise.all(
    order.parts.map(({ signatures, form }) =>
      Promise.all(
        signatures.map(async (id): Promise<Signature> => [id, await signaturePng(String(form[id]))]),
      ),
    ),
  );
  const createdAt = timestamp(tools);
  const saved = kept(tools, () =>
    tools.store.saveRecords(
      order.parts.map((part, index) => recordOf(part, drawn[index] ?? [], order.bundleId, createdAt, tools)),
    ),
  );
  const outcome = saved.ok
    ? {
        ok: true as const,
        records: saved.value.map(({ id, localCode, receipt }) => ({
          id,
          localCode,
          seal: receipt === undefined ? '' : codeOf({ id, at: createdAt }, receipt),
        })),
      }
    : saved;
  tools.tell({ kind: 'handed-in', ref, outcome });
};
