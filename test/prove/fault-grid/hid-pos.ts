import { hidPosModel } from '../../../devices/models/hid-pos/model.ts';
import { type ScannerKind, ScannerSimulator } from '../../../devices/models/hid-pos/simulator.ts';
import { type MemoryPair, memoryPair } from '../../../devices/transports/memory.ts';
import { VirtualClock } from '../../devices/support/virtual-clock.ts';
import { Citizen } from './citizen.ts';
import type { GridDevice, Moment, Seen } from './grid.ts';

type Rig = { readonly simulator: ScannerSimulator; readonly pair: MemoryPair; readonly code: string };
type Fault = { readonly kind: ScannerKind; readonly cause: (rig: Rig) => void };

const noise = Uint8Array.of(0x02, 0xff, 0xff, 0x80, 0x80);

const faultsOf = (kind: ScannerKind): Readonly<Record<string, Fault>> => ({
  [`${kind}: babble`]: { kind, cause: ({ simulator }) => simulator.babble(noise) },
  [`${kind}: unplug`]: { kind, cause: ({ pair }) => pair.unplug() },
});

const faults: Readonly<Record<string, Fault>> = {
  ...faultsOf('usual'),
  'usual: loseLastReports': { kind: 'usual', cause: ({ simulator }) => simulator.loseLastReports() },
  'usual: another report': {
    kind: 'usual',
    cause: ({ simulator }) => simulator.babble(Uint8Array.of(0x07, 1, 2, 3)),
  },
  ...faultsOf('lines'),
};

const code = `https://example.test/${'0123456789'.repeat(12)}`;

const observe = async (name: string, moment: Moment): Promise<Seen> => {
  const fault = faults[name] ?? { kind: 'usual', cause: () => undefined };
  const clock = new VirtualClock();
  const pair = memoryPair('hid:05e0:1300');
  await pair.device.open();
  const held: Uint8Array[] = [];
  const simulator = new ScannerSimulator(fault.kind, (bytes) => void held.push(bytes));
  const scanner = hidPosModel.create(
    fault.kind === 'lines' ? pair.host : simulator.hidPort(pair.host),
    clock,
  );
  const codes: string[] = [];
  scanner.onCode(({ text }) => codes.push(text));
  const send = async (bytes: readonly Uint8Array[]) => {
    for (const chunk of bytes) await pair.device.write(chunk).catch(() => undefined);
    await clock.advance(20);
  };
  /** What the scanner wants to say, in the pieces in which it comes. */
  const spoken = () =>
    held
      .splice(0)
      .flatMap((bytes) =>
        fault.kind === 'lines'
          ? [bytes.subarray(0, 50), bytes.subarray(50)].filter(({ length }) => length > 0)
          : [bytes],
      );
  const cause = async () => {
    fault.cause({ simulator, pair, code });
    await send(spoken());
  };
  try {
    await scanner.start();
    await clock.advance(100);
    if (moment === 'before') {
      await cause();
      await clock.advance(2_000);
    }
    const before = scanner.status();
    if (moment === 'during' && name.endsWith('loseLastReports')) await cause();
    simulator.scan(code);
    const [first, ...rest] = spoken();
    await send(first === undefined ? [] : [first]);
    if (moment === 'during') await cause();
    await send(rest);
    const ofTheJob = codes.length;
    if (moment === 'after') await cause();
    await clock.advance(2_000);
    const status = moment === 'before' ? before : scanner.status();
    // The one whose slip is read; afterwards the next one, who hears only what comes from then on.
    const heard = moment === 'after' ? codes.slice(ofTheJob) : codes;
    const { looksFor, told } = Citizen.holdsSlip().hearsCodes(heard);
    const whole = codes.length === 1 && codes[0] === code;
    return {
      status,
      job: whole ? 'done' : codes.length === 0 ? 'no code' : 'a wrong code',
      told: `${Citizen.atHome('codeScanner', status)}, ${told}`,
      ...([...codes, ...looksFor].every((text) => text === code)
        ? {}
        : { wronglyDone: 'a code that nobody showed was delivered' }),
    };
  } finally {
    await scanner.stop();
    await pair.device.close();
  }
};

export const hidPos: GridDevice = { name: 'hid-pos', faults: Object.keys(faults), observe };
