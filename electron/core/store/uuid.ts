import type { RandomBytes, WallClock } from './clock.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/**
 * UUIDv7 (RFC 9562, 5.7): 48 bits of milliseconds, then the version, 74 random bits around the variant.
 * Sorts by time of making; two made in one millisecond differ by chance.
 */
export const uuidV7 = (now: number, random: RandomBytes): string => {
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(Math.max(0, Math.trunc(now))) << 16n);
  bytes.set(random(10), 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const text = hex(bytes);
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join(
    '-',
  );
};

export type NewId = () => string;

export const idMaker =
  (clock: WallClock, random: RandomBytes): NewId =>
  () =>
    uuidV7(clock.now(), random);
