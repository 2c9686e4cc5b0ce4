import type { CardRead } from '../../../devices/classes/id-reader.ts';
import type { SimulatedCard } from '../../../devices/models/sam/simulated-card.ts';
import { knownStatusBytes, statusWord } from '../../../devices/models/sam/status-words.ts';
import { resident } from '../../devices/sam/people.ts';
import { virtualRig } from '../../devices/sam/rigs.ts';
import { Citizen } from './citizen.ts';
import { errorWords, type GridDevice, type Moment, type Seen, toldBefore } from './grid.ts';

type Rig = Awaited<ReturnType<typeof virtualRig>>;
type Fault = (rig: Rig) => void;

/** A card that is laid, or has slipped into the place of another. */
const laid =
  (...cards: readonly SimulatedCard[]): Fault =>
  ({ simulator }) =>
    simulator.layCards(...cards);

const hex = (sw3: number): string => sw3.toString(16).toUpperCase();
/** The read is answered so once. 90 is success, 9F and 80 answer another command, 60 and 66 have rows of their own. */
const readStatuses = knownStatusBytes.filter((sw3) => ![0x90, 0x9f, 0x80, 0x60, 0x66].includes(sw3));

/** Faults of the card on the pad: with these, the card itself is laid as the fault. */
const cards: Readonly<Record<string, Fault>> = {
  'two cards': laid(resident, { ...resident, name: '测试二' }),
  'damaged chip': laid({ ...resident, fails: { at: 'read', sw3: 0x41 } }),
  'forged card': laid({ ...resident, fails: { at: 'select', sw3: 0x32 } }),
  'card of another kind': laid({ ...resident, fails: { at: 'read', sw3: 0x40 } }),
  'unknown type of card': laid({ ...resident, typeFlag: 'Q' }),
  'wrong check digit': laid({ ...resident, number: '110105194912310021' }),
};

const faults: Readonly<Record<string, Fault>> = {
  silence: ({ simulator }) => simulator.silence(),
  dropNextReply: ({ simulator }) => simulator.dropNextReply(),
  corruptNextFrame: ({ simulator }) => simulator.corruptNextFrame(),
  'corruptNextFrame, every one': ({ simulator }) => simulator.corruptNextFrame(10_000),
  truncateNextFrame: ({ simulator }) => simulator.truncateNextFrame(),
  garbageBefore: ({ simulator }) => simulator.garbageBefore(Uint8Array.of(1, 0xaa, 0xaa, 0x55, 0x96)),
  splitWrites: ({ simulator }) => simulator.splitWrites({ chunk: 16, pause: 2 }),
  'replyAfter, in time': ({ simulator }) => simulator.replyAfter(400),
  'replyAfter, too late': ({ simulator }) => simulator.replyAfter(20_000),
  pullDuringRead: ({ simulator }) => simulator.pullDuringRead(),
  'selfTestFailed 60': ({ simulator }) => simulator.selfTestFailed(0x60),
  'selfTestFailed 66': ({ simulator }) => simulator.selfTestFailed(0x66),
  unplug: ({ pair, simulator }) => {
    simulator.module.powerOff();
    pair.unplug();
  },
  ...Object.fromEntries(
    readStatuses.map((sw3): [string, Fault] => [
      `SW3=${hex(sw3)} ${statusWord(sw3).text}`,
      ({ simulator }) => simulator.answerNext('30 01', sw3),
    ]),
  ),
  ...cards,
};

/** Long enough for three missing replies, a reset, and the tests of a module that is out of order. */
const timeToNotice = 6_000;

const inVirtualTime = async <T>(rig: Rig, promise: Promise<T>): Promise<T> => {
  let over = false;
  const done = promise.finally(() => {
    over = true;
  });
  while (!over) await rig.clock.advance(50);
  return done;
};

const jobOf = (read: CardRead): string => (read.ok ? 'done' : errorWords(read.error));
const wrong = (read: CardRead): Pick<Seen, 'wronglyDone'> =>
  read.ok && (read.value.idNumber !== resident.number || read.value.name !== resident.name)
    ? { wronglyDone: 'another card than the one laid was delivered' }
    : {};

/** What the screen says of the read, and, once the reader's own state is known, of the reader. */
const heard = async ({ clock, reader }: Rig, citizen: Citizen, end: CardRead): Promise<string> => {
  const atOnce = citizen.hearsCard(end);
  await clock.advance(timeToNotice);
  citizen.device('idReader', reader.status());
  const later = citizen.seesIdentify();
  return later === atOnce ? later : `${atOnce}, then ${later}`;
};

const observe = async (name: string, moment: Moment): Promise<Seen> => {
  const rig = await virtualRig();
  const { clock, reader, simulator } = rig;
  const cause = () => faults[name]?.(rig);
  const read = () => inVirtualTime(rig, reader.read(new AbortController().signal));
  try {
    await inVirtualTime(rig, reader.start());
    await clock.advance(1_000);
    if (moment === 'before') {
      cause();
      await clock.advance(timeToNotice);
      const status = reader.status();
      const home = Citizen.atHome('idReader', status);
      if (!(name in cards)) simulator.layCard(resident);
      await clock.advance(1_000);
      if (reader.presence() !== 'present') {
        const citizen = Citizen.waitsForReader();
        citizen.device('idReader', reader.status());
        return { status, job: 'no card seen', told: toldBefore(home, citizen.seesIdentify()) };
      }
      const citizen = Citizen.readsCard();
      const end = await read();
      const told = await heard(rig, citizen, end);
      return { status, job: jobOf(end), told: toldBefore(home, told), ...wrong(end) };
    }
    simulator.layCard(resident);
    await clock.advance(1_000);
    const citizen = Citizen.readsCard();
    const undo = simulator.onCommand((command) => {
      if (moment !== 'during' || command !== '30 01') return;
      undo();
      cause();
    });
    const end = await read();
    if (moment === 'after') cause();
    if (moment === 'during') {
      const told = await heard(rig, citizen, end);
      return { status: reader.status(), job: jobOf(end), told, ...wrong(end) };
    }
    await clock.advance(timeToNotice);
    const status = reader.status();
    return { status, job: jobOf(end), told: Citizen.atHome('idReader', status), ...wrong(end) };
  } finally {
    await inVirtualTime(rig, reader.stop());
  }
};

export const sam: GridDevice = { name: 'sam', faults: Object.keys(faults), observe };
