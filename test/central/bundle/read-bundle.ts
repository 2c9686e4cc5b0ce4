/**
 * Opens what a kiosk that stayed offline carried away. Written from electron/core/cli/README.md alone, with none of
 * the kiosk's code, so that a description that is wrong or too short shows here.
 */
import {
  createDecipheriv,
  createHash,
  createHmac,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  type KeyObject,
  verify,
} from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const FORMAT = 'hall-kiosk bundle v1';
const Cover = z.looseObject({
  format: z.literal(FORMAT),
  kioskId: z.string(),
  records: z.number().int(),
  files: z.number().int(),
  alg: z.literal('X25519-HKDF-SHA256-AES-256-GCM'),
  recipient: z.string(),
  ephemeralKey: z.base64(),
  wrappedKey: z.base64(),
  recordsAlg: z.literal('AES-256-GCM'),
  filesAlg: z.literal('AES-256-GCM-STREAM-256K'),
  recordsHash: z.string(),
  signature: z.base64(),
  signatureAlg: z.literal('Ed25519'),
});
const CarriedRecord = z.object({
  id: z.uuid(),
  kind: z.string(),
  path: z.string(),
  body: z.base64(),
  files: z.array(
    z.object({
      id: z.uuid(),
      mediaType: z.string(),
      pages: z.number().int(),
      size: z.number().int(),
      sha256: z.string(),
    }),
  ),
});
export type CarriedRecord = z.infer<typeof CarriedRecord>;

export type Bundle = {
  kioskId: string;
  records: readonly CarriedRecord[];
  /** In clear. Throws for a file that is missing, cut, or not the one announced. */
  fileOf(file: CarriedRecord['files'][number]): Buffer;
};
export type Opened = { ok: true; bundle: Bundle } | { ok: false; why: string };

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');
const spki = (key: KeyObject) => key.export({ format: 'der', type: 'spki' });

/** RFC 8785 for an object of texts and small whole numbers, which is all that bundle.json holds. */
const canonical = (flat: Record<string, unknown>) =>
  JSON.stringify(Object.fromEntries(Object.entries(flat).sort(([a], [b]) => (a < b ? -1 : 1))));

/** nonce (12) ‖ ciphertext ‖ tag (16) */
function open(key: Buffer, sealed: Buffer, context: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
}

function unwrap(cover: z.infer<typeof Cover>, privateKey: KeyObject, own: KeyObject): Buffer {
  const ephemeral = Buffer.from(cover.ephemeralKey, 'base64');
  const head = spki(own).subarray(0, -32);
  const theirs = createPublicKey({
    key: Buffer.concat([head, ephemeral]),
    format: 'der',
    type: 'spki',
  });
  const shared = diffieHellman({ privateKey, publicKey: theirs });
  const salt = Buffer.concat([ephemeral, spki(own).subarray(-32)]);
  const key = Buffer.from(hkdfSync('sha256', shared, salt, FORMAT, 32));
  return open(key, Buffer.from(cover.wrappedKey, 'base64'), FORMAT);
}

const PIECE = 256 * 1024 + 16;

/** `HSF1` ‖ prefix (7) ‖ pieces of AES-256-GCM; nonce: prefix ‖ index (4) ‖ 1 for the last piece, else 0. */
function openFile(key: Buffer, id: string, sealed: Buffer): Buffer {
  const [magic, prefix, body] = [sealed.subarray(0, 4), sealed.subarray(4, 11), sealed.subarray(11)];
  if (magic.toString() !== 'HSF1') throw new Error(`${id} is no sealed file`);
  const count = Math.ceil(body.length / PIECE);
  const pieces = Array.from({ length: count }, (_, index) => {
    const piece = body.subarray(index * PIECE, (index + 1) * PIECE);
    const nonce = Buffer.alloc(12);
    prefix.copy(nonce);
    nonce.writeUInt32BE(index, 7);
    nonce[11] = index === count - 1 ? 1 : 0;
    return open(key, Buffer.concat([nonce, piece]), id);
  });
  return Buffer.concat(pieces);
}

/** `kioskKey`: the Ed25519 key that this kiosk is known by; whoever has our public key could have sealed a bundle. */
export function readBundle(folder: string, keys: { privateKey: KeyObject; kioskKey: KeyObject }): Opened {
  const refuse = (why: string): Opened => ({ ok: false, why });
  const coverFile = path.join(folder, 'bundle.json');
  if (!existsSync(coverFile)) return refuse('The bundle is not whole: bundle.json is missing.');
  const said: Record<string, unknown> = JSON.parse(readFileSync(coverFile, 'utf8'));
  const cover = Cover.safeParse(said);
  if (!cover.success) return refuse('bundle.json is not that of a bundle we know.');
  const { signature, signatureAlg: _, ...signed } = said;
  const text = `${FORMAT}\n${sha256(canonical(signed))}`;
  if (!verify(null, Buffer.from(text), keys.kioskKey, Buffer.from(String(signature), 'base64')))
    return refuse('The bundle was not signed by this kiosk.');
  const own = createPublicKey(keys.privateKey);
  if (sha256(spki(own)) !== cover.data.recipient) return refuse('The bundle is sealed for another key.');
  const sealed = readFileSync(path.join(folder, 'records.sealed'));
  if (sha256(sealed) !== cover.data.recordsHash) return refuse('records.sealed is of another bundle.');

  const secret = unwrap(cover.data, keys.privateKey, own);
  const key = createHmac('sha256', secret).update('hall-kiosk export v1').digest();
  const lines = open(key, sealed, 'export').toString().split('\n');
  const records = lines.filter((line) => line !== '').map((line) => CarriedRecord.parse(JSON.parse(line)));
  return {
    ok: true,
    bundle: {
      kioskId: cover.data.kioskId,
      records,
      fileOf({ id, sha256: announced }) {
        const bytes = openFile(key, id, readFileSync(path.join(folder, 'files', `${id}.sealed`)));
        if (sha256(bytes) !== announced) throw new Error(`${id} is not the file announced`);
        return bytes;
      },
    },
  };
}
