import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { FileStore } from '@tus/file-store';
import { Server, type Upload } from '@tus/server';
import { checkAgainst } from './schema.ts';
import type { CentralState, StoredFile } from './state.ts';

const FILE_TYPES = ['application/pdf', 'image/jpeg', 'image/png'];

/** Uploads under `/files`: tus 1.0.0 with creation and termination. */
export type Uploads = {
  /** `cutAfter`: take so many bytes of this PATCH, then break the connection. */
  handle(request: IncomingMessage, response: ServerResponse, cutAfter?: number): Promise<void>;
  close(): Promise<void>;
};

async function* first(readable: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  let left = bytes;
  for await (const chunk of readable) {
    if (chunk.length >= left) {
      if (left > 0) yield chunk.subarray(0, left);
      return;
    }
    left -= chunk.length;
    yield chunk;
  }
}

/** A file store whose next write of an upload can be cut short. */
class CuttableStore extends FileStore {
  readonly cuts = new Map<string, { bytes: number; broken: () => void }>();
  override async write(readable: Readable, id: string, offset: number): Promise<number> {
    const cut = this.cuts.get(id);
    if (!cut) return super.write(readable, id, offset);
    this.cuts.delete(id);
    const written = await super.write(Readable.from(first(readable, cut.bytes)), id, offset);
    cut.broken();
    return written;
  }
}

/** Thrown to tus, which answers with it. */
const refusal = (status_code: number, body: string) => Object.assign(new Error(body), { status_code, body });

function fileOf(metadata: Record<string, string | null> | undefined): Omit<StoredFile, 'uploadId' | 'size'> {
  const { id, recordId, sha256, filetype } = metadata ?? {};
  for (const [key, schema] of [
    ['id', 'Uuid7'],
    ['recordId', 'Uuid7'],
    ['sha256', 'Sha256'],
  ] as const)
    if (checkAgainst(schema, metadata?.[key]).length > 0)
      throw refusal(400, `Upload-Metadata: ${key} is wrong`);
  if (!id || !recordId || !sha256 || !filetype || !FILE_TYPES.includes(filetype))
    throw refusal(400, 'Upload-Metadata: filetype is wrong');
  return { id, recordId, sha256, filetype, complete: false, bytes: Buffer.alloc(0) };
}

/**
 * Files by the `id` of their metadata; several uploads of one file are allowed as long as the hash is the same.
 * A complete upload whose hash is not the one announced is removed and answered 460.
 */
export async function openUploads(mount: string, state: CentralState): Promise<Uploads> {
  const directory = await mkdtemp(path.join(tmpdir(), 'central-files-'));
  const datastore = new CuttableStore({ directory });
  // The library makes it once more and tells nobody when it has: what is asked for later is done later.
  await mkdir(directory, { recursive: true });
  datastore.extensions = ['creation', 'creation-with-upload', 'termination'];
  /** All of it is here: held against its hash. May be asked again. */
  const finish = async (upload: Upload): Promise<void> => {
    const announced = fileOf(upload.metadata);
    const bytes = await readFile(path.join(directory, upload.id));
    if (createHash('sha256').update(bytes).digest('hex') !== announced.sha256) {
      await datastore.remove(upload.id);
      throw refusal(460, 'The file is not the one announced');
    }
    const file = { ...announced, uploadId: upload.id, size: bytes.length, complete: true, bytes };
    state.files.set(file.id, file);
  };
  /** tus tells the offset of an upload whose last PATCH is still being looked at: who hears that it is whole may rely on it. */
  const finishWhatIsWhole = async (id: string): Promise<void> => {
    const upload = await datastore.getUpload(id).catch(() => undefined);
    if (upload !== undefined && upload.offset === upload.size) await finish(upload).catch(() => undefined);
  };
  const server = new Server({
    path: mount,
    datastore,
    async onUploadCreate(_request, upload) {
      const file = fileOf(upload.metadata);
      const earlier = state.files.get(file.id);
      if (earlier && earlier.sha256 !== file.sha256) throw refusal(422, 'This id was used for another file');
      if (!earlier?.complete)
        state.files.set(file.id, { ...file, uploadId: upload.id, size: upload.size ?? 0 });
      return {};
    },
    async onUploadFinish(_request, upload) {
      await finish(upload);
      return {};
    },
  });
  return {
    async handle(request, response, cutAfter) {
      const uploadId = request.url?.split('/').at(-1) ?? '';
      if (cutAfter !== undefined)
        datastore.cuts.set(uploadId, { bytes: cutAfter, broken: () => request.socket.destroy() });
      if (request.method === 'HEAD') await finishWhatIsWhole(uploadId);
      await server.handle(request, response);
    },
    close: () => rm(directory, { recursive: true, force: true }),
  };
}
