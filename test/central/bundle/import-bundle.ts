import type { Bundle, CarriedRecord } from './read-bundle.ts';

/** What became of a record: `arrived` now, `known` as it had come by the network before, or refused with a status. */
export type Imported = { id: string; kind: string; outcome: 'arrived' | 'known' | 'left' | number };

type CentralAddress = { url: string; token: string };

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** One whole tus upload, as the kiosk would make it. */
async function upload(
  { url, token }: CentralAddress,
  recordId: string,
  file: CarriedRecord['files'][number],
  bytes: Buffer,
): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, 'tus-resumable': '1.0.0' };
  const metadata = Object.entries({ id: file.id, recordId, sha256: file.sha256, filetype: file.mediaType });
  const created = await fetch(`${url}/files`, {
    method: 'POST',
    headers: {
      ...headers,
      'upload-length': String(bytes.length),
      'upload-metadata': metadata.map(([name, value]) => `${name} ${base64(value)}`).join(','),
    },
  });
  const location = created.headers.get('location');
  if (created.status !== 201 || location === null) return created.status;
  const sent = await fetch(new URL(location, url), {
    method: 'PATCH',
    headers: { ...headers, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    body: new Uint8Array(bytes),
  });
  return sent.status;
}

/**
 * Hands each record in as the kiosk itself would: files first, the stored bytes, the record's id as idempotency key.
 * So it makes no difference which of the two comes first, or whether both do. A kiosk's own requests for numbers are
 * left to the kiosk: it is not there to hear the answer.
 */
export async function importBundle(bundle: Bundle, central: CentralAddress): Promise<Imported[]> {
  const imported: Imported[] = [];
  for (const { id, kind, path, body, files } of bundle.records) {
    const note = (outcome: Imported['outcome']) => imported.push({ id, kind, outcome });
    if (kind === 'lease' || kind === 'release') {
      note('left');
      continue;
    }
    let refused: number | undefined;
    for (const file of files) {
      const status = await upload(central, id, file, bundle.fileOf(file));
      if (status >= 300) refused = status;
    }
    if (refused !== undefined) {
      note(refused);
      continue;
    }
    const answer = await fetch(central.url + path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${central.token}`,
        'content-type': 'application/json',
        'idempotency-key': id,
      },
      body: new Uint8Array(Buffer.from(body, 'base64')),
    });
    note(answer.status === 201 ? 'arrived' : answer.status === 200 ? 'known' : answer.status);
  }
  return imported;
}
