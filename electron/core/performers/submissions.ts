import type { FieldValue } from '../../contract/field-value.ts';
import { signaturePng } from '../scan/signature.ts';
import type { SuppliedPaper } from '../session/state.ts';
import { StorageFullError } from '../store/errors.ts';
import { codeOf } from '../store/receipt.ts';
import type { Given } from '../store/save.ts';
import { type Perform, personKey, type Tools, timestamp } from './tools.ts';

/** Written down here first: record, files, outbox item and audit row are on disk before anybody is told. */

type NewFile = {
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly pages: number;
};
type FileOf = Readonly<Record<string, string>>;

const papersOf = (
  papers: readonly (readonly [string, SuppliedPaper])[],
  tools: Tools,
): { files: NewFile[]; fileOf: FileOf } => {
  const files: NewFile[] = [];
  const fileOf: Record<string, string> = {};
  for (const [materialId, paper] of papers) {
    const blob = tools.blobs.get(paper.handle);
    if (blob === undefined) throw new Error(`the scanned paper ${materialId} is gone`);
    const id = tools.newId();
    fileOf[materialId] = id;
    files.push({ id, bytes: blob.bytes, mediaType: blob.mediaType, pages: paper.pages });
  }
  return { files, fileOf };
};

const suppliedLine = (materialId: string, fileId: string | undefined, given: Given): object => {
  const file = given.files.find((candidate) => candidate.fileId === fileId);
  if (file === undefined) throw new Error(`the file of ${materialId} was not written`);
  const { pages, mediaType, size, sha256 } = file;
  return { materialId, status: 'supplied', fileId: file.fileId, pages, mediaType, size, sha256 };
};

/** What went wrong with the disk has a face of its own; anything else is a fault of ours, and nothing was kept. */
const guarded = (
  tools: Tools,
  ref: string,
  save: () => { id: string; localCode: string; seal?: string },
): void => {
  try {
    const saved = save();
    tools.tell({ kind: 'saved', ref, outcome: { ok: true, ...saved } });
    tools.sync.nudge();
  } catch (error) {
    const full = error instanceof StorageFullError;
    tools.log.error({
      event: 'not-saved',
      full,
      message: error instanceof Error ? error.message : String(error),
    });
    tools.tell({
      kind: 'saved',
      ref,
      outcome: { ok: false, reason: { code: full ? 'storage-full' : 'internal' } },
    });
  }
};

export const saveSubmission: Perform<'save-submission'> = async ({ ref, order }, tools) => {
  const { item, person } = order;
  const supplied = order.materials.flatMap(({ materialId, paper }) =>
    paper === undefined ? [] : [[materialId, paper] as const],
  );
  const signatures = await Promise.all(
    order.signatures.map(
      async (fieldId) => [fieldId, await signaturePng(String(order.form[fieldId]))] as const,
    ),
  );
  guarded(tools, ref, () => {
    const { files, fileOf } = papersOf(supplied, tools);
    const form: Record<string, FieldValue> = { ...order.form };
    for (const [fieldId, bytes] of signatures) {
      const id = tools.newId();
      files.push({ id, bytes, mediaType: 'image/png', pages: 1 });
      form[fieldId] = id;
    }
    const createdAt = timestamp(tools);
    const saved = tools.store.saveRecord({
      kind: 'submission',
      path: '/submissions',
      files,
      ...(person === undefined ? {} : { personKey: personKey(person) }),
      body: (given) => {
        const content = {
          id: given.id,
          itemId: item.id,
          itemVersion: item.version,
          kioskId: tools.kiosk.id,
          createdAt,
          ...(order.subjectToken === undefined ? {} : { subjectToken: order.subjectToken }),
          ...(person === undefined
            ? {}
            : {
                applicant: {
                  documentType: person.documentType,
                  name: person.name,
                  idNumber: person.idNumber,
                  source: person.source,
                },
              }),
          form,
          materials: order.materials.map(({ materialId, status }) =>
            status === 'supplied'
              ? suppliedLine(materialId, fileOf[materialId], given)
              : { materialId, status },
          ),
          ...(order.deferredUntil === undefined ? {} : { deferredUntil: order.deferredUntil }),
          consent: { version: item.consent?.version ?? 'none', at: createdAt },
        };
        return { ...content, receipt: given.sign(content) };
      },
    });
    const { id, localCode, receipt } = saved;
    return {
      id,
      localCode,
      ...(receipt === undefined ? {} : { seal: codeOf({ id, at: createdAt }, receipt) }),
    };
  });
};

export const saveSupplement: Perform<'save-supplement'> = (effect, tools) => {
  const { ref, application, subjectToken, person } = effect;
  guarded(tools, ref, () => {
    const { files, fileOf } = papersOf(Object.entries(effect.papers), tools);
    return tools.store.saveRecord({
      kind: 'supplement',
      path: '/supplements',
      files,
      personKey: personKey(person),
      body: (given) => ({
        id: given.id,
        receiptNumber: application.receiptNumber,
        subjectToken,
        kioskId: tools.kiosk.id,
        createdAt: timestamp(tools),
        materials: Object.keys(effect.papers).map((materialId) =>
          suppliedLine(materialId, fileOf[materialId], given),
        ),
      }),
    });
  });
};

export const saveReport: Perform<'save-report'> = (effect, tools) =>
  guarded(tools, effect.ref, () =>
    tools.store.saveRecord({
      kind: 'report',
      path: '/reports',
      body: ({ id }) => ({
        id,
        kioskId: tools.kiosk.id,
        createdAt: timestamp(tools),
        screen: effect.screen,
        ...(effect.itemId === undefined ? {} : { itemId: effect.itemId }),
        ...(effect.fault === undefined ? {} : { fault: effect.fault }),
        ...(effect.text === '' ? {} : { text: effect.text }),
        ...(effect.contact === '' ? {} : { contact: effect.contact }),
        ...(effect.subjectToken === undefined ? {} : { subjectToken: effect.subjectToken }),
      }),
    }),
  );

export const saveCall: Perform<'save-call'> = (effect, tools) =>
  guarded(tools, effect.ref ?? '', () =>
    tools.store.saveRecord({
      kind: 'call',
      path: '/calls',
      body: ({ id }) => ({
        id,
        kioskId: tools.kiosk.id,
        at: timestamp(tools),
        reason: effect.reason,
        screen: effect.screen,
        ...(effect.itemId === undefined ? {} : { itemId: effect.itemId }),
      }),
    }),
  );

export const saveRating: Perform<'save-rating'> = (effect, tools) =>
  guarded(tools, '', () =>
    tools.store.saveRecord({
      kind: 'rating',
      path: '/ratings',
      body: ({ id }) => ({
        id,
        kioskId: tools.kiosk.id,
        createdAt: timestamp(tools),
        score: effect.score,
        tags: [],
        ...(effect.recordId === undefined ? {} : { recordId: effect.recordId }),
        ...(effect.itemId === undefined ? {} : { itemId: effect.itemId }),
      }),
    }),
  );
