import { createCipheriv, createDecipheriv } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { RandomBytes } from './clock.ts';

/**
 * A file sealed in pieces, so that an upload can go on from the middle without reading or trusting what is before.
 *
 *   "HSF1" ‖ nonce prefix (7) ‖ piece*      piece = AES-256-GCM(≤ 256 KiB) ‖ tag (16)
 *
 * A piece's nonce is prefix ‖ its index (4) ‖ 1 for the last, else 0 (the STREAM construction): pieces can't be
 * swapped, dropped from the end, or moved to another file, whose id is the associated data.
 */
export const SEALED_FILE_ALG = 'AES-256-GCM-STREAM-256K';

const MAGIC = Buffer.from('HSF1');
const PREFIX = 7;
const HEADER = MAGIC.length + PREFIX;
const PIECE = 256 * 1024;
const TAG = 16;

/** The file is not what was sealed: damaged, cut, another key, or another file. */
export class SealedFileError extends Error {
  override readonly name = 'SealedFileError';
}

const nonceOf = (prefix: Uint8Array, index: number, last: boolean): Buffer => {
  const nonce = Buffer.alloc(12);
  nonce.set(prefix);
  nonce.writeUInt32BE(index, PREFIX);
  nonce[11] = last ? 1 : 0;
  return nonce;
};

/** The sealed form in parts that are to be written one after the other. */
export function* sealedParts(
  key: Uint8Array,
  id: string,
  plain: Uint8Array,
  random: RandomBytes,
): Generator<Uint8Array> {
  const prefix = random(PREFIX);
  yield Buffer.concat([MAGIC, prefix]);
  const count = Math.max(1, Math.ceil(plain.length / PIECE));
  for (let index = 0; index < count; index += 1) {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(prefix, index, index === count - 1));
    cipher.setAAD(Buffer.from(id));
    yield cipher.update(plain.subarray(index * PIECE, (index + 1) * PIECE));
    cipher.final();
    yield cipher.getAuthTag();
  }
}

export interface SealedFileReader {
  /** Bytes in clear. */
  readonly size: number;
  /** Up to `length` bytes from `offset`. Throws SealedFileError. */
  read(offset: number, length: number): Buffer;
  close(): void;
}

/** Throws SealedFileError when there is no such file or it is no sealed file. */
export const openSealedFile = (path: string, key: Uint8Array, id: string): SealedFileReader => {
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch (cause) {
    throw new SealedFileError(`The scanned file ${id} is missing.`, { cause });
  }
  const take = (position: number, length: number): Buffer => {
    const bytes = Buffer.alloc(length);
    const got = readSync(handle, bytes, 0, length, position);
    return bytes.subarray(0, got);
  };
  const header = take(0, HEADER);
  const body = fstatSync(handle).size - HEADER;
  const count = Math.ceil(body / (PIECE + TAG));
  const size = body - count * TAG;
  if (!header.subarray(0, MAGIC.length).equals(MAGIC) || size < 0 || count < 1) {
    closeSync(handle);
    throw new SealedFileError(`The scanned file ${id} is damaged.`);
  }
  const prefix = header.subarray(MAGIC.length);

  const piece = (index: number): Buffer => {
    const sealed = take(HEADER + index * (PIECE + TAG), PIECE + TAG);
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(prefix, index, index === count - 1));
    decipher.setAAD(Buffer.from(id));
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
    try {
      const plain = decipher.update(sealed.subarray(0, sealed.length - TAG));
      decipher.final();
      return plain;
    } catch (cause) {
      throw new SealedFileError(`The scanned file ${id} is damaged.`, { cause });
    }
  };
  return {
    size,
    read: (offset, length) => {
      const until = Math.min(size, offset + length);
      const parts: Buffer[] = [];
      for (let at = offset; at < until; ) {
        const index = Math.floor(at / PIECE);
        const within = piece(index).subarray(at - index * PIECE, until - index * PIECE);
        parts.push(within);
        at += within.length;
      }
      return Buffer.concat(parts);
    },
    close: () => closeSync(handle),
  };
};
