import { createHash } from 'node:crypto';
import type { HttpAnswer, HttpCall } from '../../../electron/core/sync/http.ts';

interface Upload {
  readonly fileId: string;
  readonly sha256: string;
  readonly length: number;
  readonly parts: Uint8Array[];
  offset: number;
}

const answer = (status: number, headers: Readonly<Record<string, string>> = {}): HttpAnswer => ({
  kind: 'answer',
  status,
  headers: { 'tus-resumable': '1.0.0', ...headers },
  body: Buffer.alloc(0),
});

/** tus 1.0.0 as far as the interface names it, in memory. */
export class SimFiles {
  readonly #uploads = new Map<string, Upload>();
  readonly #whole = new Map<string, string>();
  readonly #complaints: string[];

  constructor(complaints: string[]) {
    this.#complaints = complaints;
  }

  isWhole(fileId: string, sha256: string): boolean {
    return this.#whole.get(fileId) === sha256;
  }

  get count(): number {
    return this.#whole.size;
  }

  handle({ method, path, headers = {}, body = new Uint8Array() }: HttpCall): HttpAnswer {
    if (method === 'POST') return this.#create(headers);
    const upload = this.#uploads.get(path);
    if (!upload) return answer(404);
    if (method === 'HEAD') return answer(200, { 'upload-offset': String(upload.offset) });
    return this.append(upload, Number(headers['upload-offset']), body);
  }

  /** What of a PATCH came through before the line broke. */
  partly({ path, headers = {}, body = new Uint8Array() }: HttpCall, bytes: number): void {
    const upload = this.#uploads.get(path);
    if (upload && upload.offset === Number(headers['upload-offset']))
      this.append(upload, upload.offset, body.subarray(0, Math.min(bytes, body.length)));
  }

  append(upload: Upload, offset: number, body: Uint8Array): HttpAnswer {
    if (offset !== upload.offset) return answer(409);
    if (offset + body.length > upload.length) {
      this.#complaints.push('a file is longer than announced');
      return answer(413);
    }
    upload.parts.push(body);
    upload.offset += body.length;
    if (upload.offset < upload.length) return answer(204, { 'upload-offset': String(upload.offset) });
    const hash = createHash('sha256');
    for (const part of upload.parts) hash.update(part);
    if (hash.digest('hex') !== upload.sha256) {
      this.#complaints.push('a file is not the one announced');
      return answer(460);
    }
    this.#whole.set(upload.fileId, upload.sha256);
    return answer(204, { 'upload-offset': String(upload.offset) });
  }

  #create(headers: Readonly<Record<string, string>>): HttpAnswer {
    const metadata = new Map(
      (headers['upload-metadata'] ?? '').split(',').map((pair): [string, string] => {
        const [name = '', value = ''] = pair.split(' ');
        return [name, Buffer.from(value, 'base64').toString()];
      }),
    );
    const location = `/files/${this.#uploads.size + 1}`;
    this.#uploads.set(location, {
      fileId: metadata.get('id') ?? '',
      sha256: metadata.get('sha256') ?? '',
      length: Number(headers['upload-length']),
      parts: [],
      offset: 0,
    });
    return answer(201, { location });
  }
}
