import { expect, it } from 'vitest';
import { serialTransport } from '../../../devices/transports/serial.ts';
import { Heard } from '../support/events.ts';
import { ptyPair } from '../support/pty.ts';

it('a port that somebody else has open is refused, and the error names it', async () => {
  const pty = await ptyPair();
  const first = serialTransport(pty.near, { baudRate: 115_200 });
  const second = serialTransport(pty.near, { baudRate: 115_200 });
  await first.open();
  await expect(second.open()).rejects.toThrow(`serial:${pty.near}`);
  await first.close();
  await second.open();
  await second.close();
  await pty.close();
});

it('what is no serial line is refused, and the error names it', async () => {
  await expect(serialTransport('/dev/null', { baudRate: 9600 }).open()).rejects.toThrow('serial:/dev/null');
});

it('opening and closing a hundred times leaves no descriptor behind', async () => {
  const { readdir } = await import('node:fs/promises');
  const pty = await ptyPair();
  const transport = serialTransport(pty.near, { baudRate: 115_200 });
  await transport.open();
  await transport.close();
  const before = (await readdir('/proc/self/fd')).length;
  for (let round = 0; round < 100; round += 1) {
    await transport.open();
    await transport.close();
  }
  expect((await readdir('/proc/self/fd')).length).toBe(before);
  await pty.close();
});

it('a cable pulled between two reads is told as lost, too', async () => {
  const pty = await ptyPair();
  const transport = serialTransport(pty.near, { baudRate: 115_200 });
  const far = serialTransport(pty.far, { baudRate: 115_200 });
  await transport.open();
  await far.open();
  const closes = new Heard<{ kind: string }>();
  transport.onClose(closes.listen);
  // The listener runs after one read and before the next.
  transport.onData(pty.cutAtOnce);
  await far.write(Uint8Array.of(1));
  await closes.until((all) => all.length > 0);
  expect(closes.all).toEqual([{ kind: 'lost', detail: expect.any(String) }]);
  await Promise.all([transport.close(), far.close()]);
  await pty.close();
});
