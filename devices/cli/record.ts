import { readFile, writeFile } from 'node:fs/promises';
import { canWork, type Device } from '../device.ts';
import { type Capture, type CaptureEvent, formatCapture } from '../protocol/capture.ts';
import type { ByteAccess, DeviceOf, Driver } from '../registry.ts';
import { recorded } from '../transports/recorder.ts';
import type { ByteTransport, Clock } from '../transports/transport.ts';
import { statusLines } from './describe.ts';
import { chooseDriver, settled } from './probe.ts';
import type { Exit, Terminal } from './terminal.ts';

/** How long to listen once the device has said how it is: time to lay a card, to open a cover. Milliseconds. */
const listenFor = 10_000;

/** A slip that says nothing: it shows how the printer answers while it prints. */
export const testSlip = { lines: [{ kind: 'text', text: '测试 TEST', align: 'centre', size: 2 }] } as const;

const pause = (clock: Clock, milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    clock.after(milliseconds, resolve);
  });

/** What this kind of device is good for is in a capture too: a card that is laid is read, a printer prints a test slip. */
const exercise = async (device: Device, clock: Clock, milliseconds: number): Promise<void> => {
  const known = device as DeviceOf[keyof DeviceOf];
  const over = pause(clock, milliseconds);
  const { signal } = new AbortController();
  if (known.role === 'ticketPrinter' && canWork(known.status())) await known.print(testSlip, signal);
  if (known.role === 'idReader') {
    const readings: Promise<unknown>[] = [];
    const read = (): number => readings.push(known.read(signal));
    const undo = known.onPresence((presence) => presence === 'present' && read());
    if (known.presence() === 'present') read();
    await over;
    undo();
    await Promise.all(readings);
  }
  await over;
};

/** Runs the driver over this transport and keeps what went through, without what may be personal. */
export const capture = async (
  driver: Pick<Driver, 'name' | 'role'> & { readonly bytes: ByteAccess },
  at: string,
  transport: ByteTransport,
  clock: Clock,
  times: { readonly deadline: number; readonly listen: number },
): Promise<{ readonly capture: Capture; readonly lines: readonly string[]; readonly works: boolean }> => {
  const events: CaptureEvent[] = [];
  const device = driver.bytes.over(
    recorded(transport, clock, (event) => events.push(event)),
    clock,
  );
  const status = await settled(device, clock, times.deadline);
  await exercise(device, clock, times.listen);
  await device.stop();
  const raw: Capture = { driver: driver.name, role: driver.role, at, events };
  return { capture: driver.bytes.redact(raw), lines: statusLines(status), works: canWork(status) };
};

/** `record DRIVER AT FILE`: a capture for tests and for those who look into a fault. 0 when it was written. */
export const record = async (
  name: string,
  at: string,
  file: string,
  clock: Clock,
  { say, complain }: Terminal,
  times = { deadline: 15_000, listen: listenFor },
): Promise<Exit> => {
  const chosen = chooseDriver(name, at);
  if ('error' in chosen) {
    complain(chosen.error);
    return 1;
  }
  const { bytes } = chosen.driver;
  if (bytes === undefined) {
    complain(`${name} does not speak over a line of ours: its traffic can't be recorded here`);
    return 1;
  }
  if ((await readFile(file).catch(() => undefined)) !== undefined) {
    complain(`${file} is there already; nothing was recorded`);
    return 1;
  }
  say(`Listening for ${Math.round(times.listen / 1000)} s. Lay a card, scan a code, open the cover.`);
  const done = await capture({ ...chosen.driver, bytes }, at, bytes.open(at), clock, times);
  await writeFile(file, formatCapture(done.capture), { flag: 'wx', mode: 0o600 });
  for (const line of done.lines) say(`  ${line}`);
  say(`${done.capture.events.length} events in ${file}; card data, printed text and codes are blanked.`);
  return 0;
};
