import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wltCommandModel } from '../../../devices/models/wlt-command/model.ts';
import { photoDecoders } from '../../../devices/registry.ts';
import { systemClock } from '../../../devices/transports/transport.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

const never = new AbortController().signal;

/** Bytes as a card might hold them; nobody's face. */
const wlt = Uint8Array.from({ length: 1024 }, (_, index) => (index * 7) % 256);

/** An image of the right form, written from the format's description: every byte value is among its pixels. */
const image = (change: (file: Buffer) => void = () => undefined): Buffer => {
  const file = Buffer.alloc(38_862);
  file.write('BM', 0, 'latin1');
  file.writeUInt32LE(38_862, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(102, 18);
  file.writeInt32LE(126, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let at = 54; at < file.length; at += 1) file[at] = at % 256;
  change(file);
  return file;
};

describe("a vendor's program that decodes photos", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wlt-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const program = async (...lines: readonly string[]): Promise<string> => {
    const path = join(folder, 'program');
    await writeFile(path, ['#!/bin/sh', `cd '${folder}'`, ...lines, ''].join('\n'), { mode: 0o755 });
    return `wlt:${path}`;
  };

  /** A program that takes its input and answers with this file. */
  const answering = async (file: Buffer): Promise<string> => {
    await writeFile(join(folder, 'answer'), file);
    return program('cat > seen', 'cat answer');
  };

  const decode = async (at: string, bytes = wlt, signal = never) =>
    wltCommandModel.create(at, systemClock).decode(bytes, signal);

  it('is given the bytes of the card, and its image is handed on as it wrote it', async () => {
    const decoded = await decode(await answering(image()));
    expect(decoded).toMatchObject({ ok: true, value: { format: 'bmp', width: 102, height: 126 } });
    expect(decoded.ok && Buffer.from(decoded.value.bytes).equals(image())).toBe(true);
    expect(Uint8Array.from(await readFile(join(folder, 'seen')))).toEqual(wlt);
  });

  it.each([
    ['a size of itself that nobody filled in', (file: Buffer) => file.writeUInt32LE(0, 2)],
    ['rows from top to bottom', (file: Buffer) => file.writeInt32LE(-126, 22)],
  ])('may write %s', async (_, change) => {
    expect(await decode(await answering(image(change)))).toMatchObject({ ok: true });
  });

  it.each([
    ['nothing', Buffer.alloc(0), '0 bytes'],
    ['half an image', image().subarray(0, 20_000), '20000 bytes'],
    ['rubbish of the right length', Buffer.alloc(38_862, 7), 'does not begin with BM'],
    ['other headers', image((file) => file.writeUInt32LE(70, 10)), 'headers of 70 and 40 bytes'],
    ['another width', image((file) => file.writeInt32LE(100, 18)), '100 × 126 pixels'],
    ['another height', image((file) => file.writeInt32LE(130, 22)), '102 × 130 pixels'],
    ['another depth', image((file) => file.writeUInt16LE(8, 28)), '8 bits'],
    ['a compressed image', image((file) => file.writeUInt32LE(1, 30)), 'compression 1'],
    ['a byte too many', Buffer.concat([image(), Buffer.of(0)]), 'more than 38862'],
  ])('that writes %s has given no photo', async (_, answer, why) => {
    expect(await decode(await answering(answer))).toMatchObject({
      ok: false,
      error: { code: 'malformed-reply', detail: expect.stringContaining(why) },
    });
  });

  it('that refuses is believed by its exit status, and what it said goes nowhere', async () => {
    const decoded = await decode(await program('cat answer 2>/dev/null', 'echo 测试样例 >&2', 'exit 3'));
    expect(decoded).toMatchObject({
      error: { code: 'rejected', detail: expect.stringMatching(/status 3$/) },
    });
    expect(JSON.stringify(decoded)).not.toContain('测试样例');
  });

  it('that writes an image and then fails has given no photo', async () => {
    await writeFile(join(folder, 'answer'), image());
    expect(await decode(await program('cat answer', 'exit 1'))).toMatchObject({
      error: { code: 'rejected' },
    });
  });

  it('that hangs is ended at its deadline', async () => {
    const clock = new VirtualClock();
    const decoder = wltCommandModel.create(await program('exec sleep 600'), clock);
    const decoding = decoder.decode(wlt, never);
    await clock.advance(3000);
    expect(await decoding).toMatchObject({
      error: { code: 'timeout', detail: expect.stringContaining('3000') },
    });
  });

  it('that never stops writing is ended before its deadline', async () => {
    const clock = new VirtualClock();
    const decoder = wltCommandModel.create(await program('exec yes'), clock);
    expect(await decoder.decode(wlt, never)).toMatchObject({ error: { code: 'malformed-reply' } });
    expect(clock.now()).toBe(new VirtualClock().now());
  });

  it('that is not there, or may not be run, is told as missing', async () => {
    expect(await decode(`wlt:${join(folder, 'missing')}`)).toMatchObject({ error: { code: 'disconnected' } });
    await writeFile(join(folder, 'plain'), 'text', { mode: 0o644 });
    expect(await decode(`wlt:${join(folder, 'plain')}`)).toMatchObject({ error: { code: 'disconnected' } });
  });

  it('is not started for anything but 1024 bytes, nor when cancelled beforehand', async () => {
    const at = await answering(image());
    expect(await decode(at, wlt.subarray(1))).toMatchObject({ error: { code: 'rejected' } });
    expect(await decode(at, wlt, AbortSignal.abort())).toMatchObject({ error: { code: 'cancelled' } });
    expect(existsSync(join(folder, 'seen'))).toBe(false);
  });

  it('is ended when the visit is', async () => {
    const cancel = new AbortController();
    const decoding = decode(await program('exec sleep 600'), wlt, cancel.signal);
    cancel.abort();
    expect(await decoding).toMatchObject({ error: { code: 'cancelled' } });
  });
});

describe('the address of a program that decodes photos', () => {
  it.each(['wlt:/opt/vendor/wlt2bmp', 'wlt:C:\\vendor\\wlt2bmp.exe'])('%s is taken', (at) => {
    expect(photoDecoders.check(at)).toBeUndefined();
  });

  it.each(['/opt/vendor/wlt2bmp', 'wlt:', 'wlt:wlt2bmp', 'wlt:/opt/vendor/', 'file:/opt/vendor/wlt2bmp'])(
    '"%s" is refused, and the reason shows how it should look',
    (at) => {
      expect(photoDecoders.check(at)).toContain('wlt:/opt/vendor/wlt2bmp');
      expect(() => photoDecoders.create(at, systemClock)).toThrow(RangeError);
    },
  );
});
