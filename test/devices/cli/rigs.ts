/** Captures made with simulators, on a clock that stands still until it is told to go on. */
import { capture } from '../../../devices/cli/record.ts';
import { EscposSimulator } from '../../../devices/models/escpos/simulator.ts';
import { ScannerSimulator } from '../../../devices/models/hid-pos/simulator.ts';
import { SamSimulator } from '../../../devices/models/sam/simulator.ts';
import type { Capture } from '../../../devices/protocol/capture.ts';
import { type Driver, everyDriver } from '../../../devices/registry.ts';
import { memoryPair } from '../../../devices/transports/memory.ts';
import type { ByteTransport } from '../../../devices/transports/transport.ts';
import { resident } from '../sam/people.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

const byteDriver = (name: string): Driver & { readonly bytes: NonNullable<Driver['bytes']> } => {
  const driver = everyDriver.find((candidate) => candidate.name === name);
  if (driver?.bytes === undefined) throw new Error(`no driver ${name} over bytes`);
  return { ...driver, bytes: driver.bytes };
};

type Bench = {
  readonly clock: VirtualClock;
  readonly pair: ReturnType<typeof memoryPair>;
};

/** Runs the recorder to its end; `meanwhile` is called once a simulated second, with which one it is. */
const recording = async (
  driver: string,
  { clock }: Bench,
  at: string,
  transport: ByteTransport,
  meanwhile: (second: number) => unknown,
): Promise<Capture> => {
  let done: Capture | undefined;
  const running = capture(byteDriver(driver), at, transport, clock, { deadline: 5000, listen: 11_000 }).then(
    (result) => {
      done = result.capture;
    },
  );
  for (let second = 0; done === undefined && second < 100; second += 1) {
    await meanwhile(second);
    await clock.advance(1000);
  }
  await running;
  if (done === undefined) throw new Error('the recording did not end');
  return done;
};

const bench = (address: string): Bench => ({ clock: new VirtualClock(), pair: memoryPair(address) });

/** A card is laid and read, lifted, and the reader unplugged and plugged in again. */
export const samCapture = async (fault?: (simulator: SamSimulator) => void): Promise<Capture> => {
  const rig = bench('serial:/dev/ttyUSB0');
  const simulator = new SamSimulator(rig.clock);
  await rig.pair.device.open();
  simulator.attach({
    write: (bytes) => rig.pair.device.write(bytes),
    onData: (listener) => rig.pair.device.onData(listener),
  });
  simulator.splitWrites({ chunk: 64, pause: 5 });
  return recording('sam', rig, 'serial:/dev/ttyUSB0', rig.pair.host, async (second) => {
    if (second === 1) {
      fault?.(simulator);
      simulator.layCard({ ...resident, photo: Uint8Array.from({ length: 1024 }, (_, at) => (at * 7) % 251) });
    }
    if (second === 4) simulator.liftCard();
    if (second === 5) rig.pair.unplug();
    if (second === 6) {
      rig.pair.plug();
      await rig.pair.device.open();
    }
  });
};

/** A test slip, then the cover opens and the paper runs out. */
export const escposCapture = async (): Promise<Capture> => {
  const rig = bench('file:/dev/usb/lp0');
  const simulator = new EscposSimulator({ clock: rig.clock, millisecondsPerLine: 20 });
  await simulator.serve(rig.pair.device);
  return recording('escpos', rig, 'file:/dev/usb/lp0', rig.pair.host, (second) => {
    if (second === 3) simulator.set({ coverOpen: true });
    if (second === 5) simulator.set({ coverOpen: false, paper: 'out' });
  });
};

export const scannedCode = '330106199001010017-SECRET';

/** One code is scanned. */
export const scannerCapture = async (): Promise<Capture> => {
  const rig = bench('hid:05e0:1300');
  await rig.pair.device.open();
  const simulator = new ScannerSimulator('usual', (report) => rig.pair.device.write(report));
  return recording('hid-pos', rig, 'hid:05e0:1300', simulator.hidPort(rig.pair.host), (second) => {
    if (second === 2) simulator.scan(scannedCode);
  });
};
