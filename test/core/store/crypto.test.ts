import { randomBytes, scryptSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../electron/core/store/canonical-json.ts';
import { seal, signatureFits, signerFrom, unseal } from '../../../electron/core/store/crypto.ts';
import { writeDurably } from '../../../electron/core/store/durable-file.ts';
import { localCode } from '../../../electron/core/store/local-code.ts';
import { openSealedFile, SealedFileError, sealedParts } from '../../../electron/core/store/sealed-file.ts';
import { pinPepper } from '../../../electron/core/store/staff-pin.ts';
import { uuidV7 } from '../../../electron/core/store/uuid.ts';
import { freshFolder, KEY, seededRandom } from '../support/store-bench.ts';

const random = seededRandom('crypto');

describe('sealing', () => {
  it('opens with the same key and name, and with nothing else', () => {
    const sealed = seal(KEY, Buffer.from('secret'), 'record 1', random);
    expect(unseal(KEY, sealed, 'record 1')?.toString()).toBe('secret');
    expect(unseal(KEY, sealed, 'record 2')).toBeUndefined();
    expect(unseal(Buffer.alloc(32, 8), sealed, 'record 1')).toBeUndefined();
    expect(unseal(KEY, { alg: 'SM4-GCM', bytes: sealed.bytes }, 'record 1')).toBeUndefined();
    for (let index = 0; index < sealed.bytes.length; index += 1) {
      const flipped = Buffer.from(sealed.bytes);
      flipped[index] = (flipped[index] ?? 0) ^ 1;
      expect(unseal(KEY, { ...sealed, bytes: flipped }, 'record 1')).toBeUndefined();
    }
  });

  it('never seals twice to the same bytes', () => {
    const once = () => Buffer.from(seal(KEY, Buffer.from('same'), 'r', random).bytes).toString('hex');
    expect(once()).not.toBe(once());
  });
});

describe('a sealed file', () => {
  const PIECE = 256 * 1024;
  const written = (plain: Buffer, id = 'file-1') => {
    const path = join(freshFolder(), 'a.sealed');
    writeDurably(path, ...sealedParts(KEY, id, plain, random));
    return path;
  };

  it.each([0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 17])(
    'of %i bytes reads back from any offset',
    (size) => {
      const plain = seededRandom('plain')(size);
      const file = openSealedFile(written(Buffer.from(plain)), KEY, 'file-1');
      expect(file.size).toBe(size);
      for (const offset of [0, 1, PIECE - 1, PIECE, size - 1].filter((at) => at >= 0 && at <= size)) {
        expect(file.read(offset, 300_000).equals(plain.subarray(offset, offset + 300_000))).toBe(true);
      }
      file.close();
    },
  );

  it('that was changed, cut, or belongs elsewhere is not read', () => {
    const path = written(Buffer.from(seededRandom('x')(2 * PIECE)));
    const good = readFileSync(path);
    const readAll = (id = 'file-1') => {
      const file = openSealedFile(path, KEY, id);
      try {
        return file.read(0, file.size);
      } finally {
        file.close();
      }
    };
    expect(readAll()).toHaveLength(2 * PIECE);
    expect(() => readAll('file-2')).toThrow(SealedFileError);
    writeFileSync(path, good.subarray(0, 11 + PIECE + 16));
    expect(() => readAll()).toThrow(SealedFileError);
    const first = good.subarray(11, 11 + PIECE + 16);
    const second = good.subarray(11 + PIECE + 16);
    writeFileSync(path, Buffer.concat([good.subarray(0, 11), second, first]));
    expect(() => readAll()).toThrow(SealedFileError);
    writeFileSync(path, 'no sealed file');
    expect(() => readAll()).toThrow(SealedFileError);
    expect(() => openSealedFile(`${path}.none`, KEY, 'file-1')).toThrow(SealedFileError);
  });
});

describe('signing', () => {
  it('holds for the text and the kiosk, and for nothing else', () => {
    const signer = signerFrom(random(32));
    const signed = signer.sign('text');
    expect(signatureFits(signer.publicKey, 'text', signed)).toBe(true);
    expect(signatureFits(signer.publicKey, 'texts', signed)).toBe(false);
    expect(signatureFits(signerFrom(random(32)).publicKey, 'text', signed)).toBe(false);
    expect(signatureFits(signer.publicKey, 'text', { ...signed, alg: 'SM2' })).toBe(false);
  });
});

describe('canonical JSON', () => {
  it('is the same whatever the order of members', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('refuses what JSON has not', () => {
    expect(() => canonicalJson({ a: Number.NaN })).toThrow(TypeError);
    expect(() => canonicalJson(() => 1)).toThrow(TypeError);
  });
});

describe('ids', () => {
  it('are UUIDv7 that sort by time', () => {
    const ids = [0, 1, 1_000, 1_772_413_200_000].map((now) => uuidV7(now, random));
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect([...ids].sort()).toEqual(ids);
    expect(Number.parseInt((ids[3] ?? '').replaceAll('-', '').slice(0, 12), 16)).toBe(1_772_413_200_000);
  });

  it('give short codes that differ', () => {
    const codes = Array.from({ length: 5_000 }, (_, index) => localCode(uuidV7(index, random)));
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.join('')).not.toMatch(/[01OQILU]/);
  });
});

describe("a member of staff's PIN", () => {
  it.each(['hex', 'base64'] as const)('fits itself alone, from a hash that came in %s', async (encoding) => {
    const salt = randomBytes(16);
    const params = { N: 1024, r: 8, p: 1 };
    const hash = scryptSync('482913', salt, 32, params).toString(encoding);
    const pins = pinPepper(KEY);
    const kept = pins.pepper({ params, salt: salt.toString(encoding), hash });
    expect(await pins.fits('482913', kept)).toBe(true);
    expect(await pins.fits('482914', kept)).toBe(false);
    expect(await pinPepper(Buffer.alloc(32, 8)).fits('482913', kept)).toBe(false);
    expect(JSON.stringify(kept)).not.toContain(hash);
  });
});
