import { createHash, randomBytes } from 'node:crypto';
import { type Central, type CentralOptions, startCentral } from '../central/server.ts';

/** A UUIDv7 with a fixed time: enough for ids that need only be different. */
export function newId(): string {
  const hex = randomBytes(10).toString('hex');
  return `0199d5a0-0000-7${hex.slice(0, 3)}-a${hex.slice(3, 6)}-${hex.slice(6, 18)}`;
}

export const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

export type Reply = { status: number; headers: Headers; body: Record<string, unknown> };

/** A kiosk reduced to its requests. */
export type TestKiosk = {
  central: Central;
  get(path: string, headers?: Record<string, string>): Promise<Reply>;
  /** POST without a key. */
  ask(path: string, body: unknown, headers?: Record<string, string>): Promise<Reply>;
  /** POST with an Idempotency-Key, the body's id unless told. */
  write(path: string, body: object, key?: string): Promise<Reply>;
  /** One whole tus upload; returns what a material says of it. */
  upload(bytes: Buffer, recordId: string): Promise<SuppliedFile>;
};
export type SuppliedFile = { fileId: string; size: number; sha256: string; mediaType: string };

export const metadata = (values: Record<string, string>) =>
  Object.entries(values)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');

async function reply(response: Response): Promise<Reply> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : { text } };
}

export function kioskOf(central: Central, token = central.token): TestKiosk {
  const authorization = `Bearer ${token}`;
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) =>
    reply(
      await fetch(central.url + path, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    );
  return {
    central,
    get: async (path, headers = {}) =>
      reply(await fetch(central.url + path, { headers: { authorization, ...headers } })),
    ask: post,
    write(path, body, key) {
      const id = key ?? ('id' in body ? String(body.id) : newId());
      return post(path, body, { 'idempotency-key': id });
    },
    async upload(bytes, recordId) {
      const file = {
        fileId: newId(),
        size: bytes.length,
        sha256: sha256(bytes),
        mediaType: 'application/pdf',
      };
      const created = await fetch(`${central.url}/files`, {
        method: 'POST',
        headers: {
          authorization,
          'tus-resumable': '1.0.0',
          'upload-length': String(bytes.length),
          'upload-metadata': metadata({
            id: file.fileId,
            recordId,
            sha256: file.sha256,
            filetype: file.mediaType,
          }),
        },
      });
      const location = created.headers.get('location');
      if (!location) throw new Error(`no upload was created: ${created.status}`);
      await fetch(location, {
        method: 'PATCH',
        headers: {
          authorization,
          'tus-resumable': '1.0.0',
          'upload-offset': '0',
          'content-type': 'application/offset+octet-stream',
        },
        body: new Uint8Array(bytes),
      });
      return file;
    },
  };
}

export async function startKiosk(options?: CentralOptions): Promise<TestKiosk> {
  return kioskOf(await startCentral(options));
}
