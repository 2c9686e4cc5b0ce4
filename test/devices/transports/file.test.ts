import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileTransport } from '../../../devices/transports/file.ts';
import { serialTransport } from '../../../devices/transports/serial.ts';
import type { CloseReason } from '../../../devices/transports/transport.ts';
import { Heard } from '../support/events.ts';
import { ptyPair } from '../support/pty.ts';

describe('a plain file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'file-transport-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('takes what is written, behind what is there, and gives nothing back', async () => {
    const path = join(folder, 'slip.bin');
    await writeFile(path, 'before ');
    const transport = fileTransport(path);
    const data: Uint8Array[] = [];
    transport.onData((bytes) => data.push(bytes));
    await transport.open();
    await Promise.all(['one ', 'two ', 'three'].map((text) => transport.write(Buffer.from(text))));
    await transport.close();
    expect(await readFile(path, 'utf8')).toBe('before one two three');
    expect(data).toHaveLength(0);
  });

  it('that is not there is not made, and the error names it', async () => {
    const path = join(folder, 'lp7');
    const transport = fileTransport(path);
    await expect(transport.open()).rejects.toThrow(`file:${path}`);
    await expect(readFile(path)).rejects.toThrow('ENOENT');
  });
});

describe('a character device', () => {
  it('is written and read', async () => {
    const pty = await ptyPair();
    const far = serialTransport(pty.far, { baudRate: 9600 });
    await far.open();
    const atFar = new Heard<Uint8Array>();
    far.onData(atFar.listen);
    const transport = fileTransport(pty.near);
    const atNear = new Heard<Uint8Array>();
    transport.onData(atNear.listen);
    await transport.open();
    await transport.write(Uint8Array.of(0x10, 0x04, 0x01));
    await atFar.until((all) => all.reduce((sum, { length }) => sum + length, 0) === 3);
    await far.write(Uint8Array.of(0x16));
    await atNear.until((all) => all.length > 0);
    expect(atNear.all[0]).toEqual(Uint8Array.of(0x16));
    await transport.close();
    await far.close();
    await pty.close();
  });

  it('that has gone is told as lost at the next write', async () => {
    const pty = await ptyPair();
    const transport = fileTransport(pty.near);
    const closes = new Heard<CloseReason>();
    transport.onClose(closes.listen);
    await transport.open();
    await pty.cut();
    await transport.write(Uint8Array.of(1)).catch(() => undefined);
    await closes.until((all) => all.length > 0);
    expect(closes.all).toMatchObject([{ kind: 'lost' }]);
    expect(transport.isOpen).toBe(false);
    await transport.close();
    await pty.close();
  });
});
