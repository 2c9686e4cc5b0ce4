import type { Reason } from '../../contract/reasons.ts';
import type { SuppliedPaper } from '../session/state.ts';
import { StorageFullError } from '../store/errors.ts';
import type { Given } from '../store/save.ts';
import { type Perform, personKey, type Tools, timestamp } from './tools.ts';

/** Written down here first: record, files, outbox item and audit row are on disk before anybody is told. */

export type NewFile = {
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly pages: number;
};
export type FileOf = Readonly<Record<string, string>>;

export const papersOf = (
  papers: readonly (readonly [string, SuppliedPaper])[],
  tools: Pick<Tools, 'newId'> & { readonly blobs: Pick<Tools['blobs'], 'get'> },
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

export const suppliedLine = (materialId: string, fileId: string | undefined, given: Given): object => {
  const file = given.files.find((candidate) => candidate.fileId === fileId);
  if (file === undefined) throw new Error(`the file of ${materialId} was not written`);
  const { pages, mediaType, size, sha256 } = file;
  return { materialId, status: 'supplied', fileId: file.fileId, pages, mediaType, size, sha256 };
};

/** What went wrong with the disk has a face of its own; anything else is a fault of ours, and nothing was kept. */
export const kept = <T>(
  tools: {
    readonly sync: Pick<Tools['sync'], 'nudge'>;
    readonly log: Pick<Tools['log'], 'error'>;
  },
  save: () => T,
): { ok: true; value: T } | { ok: false; reason: Reason } => {
  try {
    const value = save();
    tools.sync.nudge();
    return { ok: true, value };
  } catch (error) {
    const full = error instanceof StorageFullError;
    tools.log.error({
      event: 'not-saved',
      full,
      message: error instanceof Error ? error.message : String(error),
    });
    return { ok: false, reason: { code: full ? 'storage-full' : 'internal' } };
  }
};

const guarded = (tools: Tools, ref: string, save: () => { id: string; localCode: string }): void => {
  const saved = kept(tools, save);
  const outcome = saved.ok ? ({ ok: true, ...saved.value } as const) : saved;
  tools.tell({ kind: 'saved', ref, outcome });
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
        ...(effect.step === undefined ? {} : { step: effect.step }),
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
