/** What a kiosk's devices go through in years: absent at the start, pulled out, put back, over and over. */
import { describe, expect, it } from 'vitest';
import type { Device, DeviceStatus, Role } from '../../devices/device.ts';
import { escposModel } from '../../devices/models/escpos/model.ts';
import { EscposSimulator } from '../../devices/models/escpos/simulator.ts';
import { hidPosModel } from '../../devices/models/hid-pos/model.ts';
import { samModel } from '../../devices/models/sam/model.ts';
import { SamSimulator } from '../../devices/models/sam/simulator.ts';
import { Listeners } from '../../devices/protocol/listeners.ts';
import { Supervisor } from '../../devices/supervisor.ts';
import { memoryPair } from '../../devices/transports/memory.ts';
import { ticket } from './escpos/rig.ts';
import { counted } from './support/counted.ts';
import { settle, VirtualClock } from './support/virtual-clock.ts';

const never = new AbortController().signal;

/** A reader, a ticket printer and a code scanner on cables that can be pulled, all on one clock that stands still. */
const hall = async () => {
  const clock = new VirtualClock();
  const readerSimulator = new SamSimulator(clock);
  const printerSimulator = new EscposSimulator({ clock });
  const cables = {
    idReader: memoryPair('memory:reader'),
    ticketPrinter: memoryPair('memory:printer'),
    codeScanner: memoryPair('memory:scanner'),
  };
  readerSimulator.attach({
    write: (bytes) => cables.idReader.device.write(bytes),
    onData: (listener) => cables.idReader.device.onData(listener),
  });
  const lines = {
    idReader: counted(cables.idReader.host),
    ticketPrinter: counted(cables.ticketPrinter.host),
    codeScanner: counted(cables.codeScanner.host),
  };
  const reader = samModel.create(lines.idReader, clock);
  const printer = escposModel.create(lines.ticketPrinter, clock);
  const supervisor = new Supervisor([reader, printer, hidPosModel.create(lines.codeScanner, clock)], {
    clock,
  });
  const plug = async (role: keyof typeof cables): Promise<void> => {
    cables[role].plug();
    if (role === 'ticketPrinter') await printerSimulator.serve(cables[role].device);
    else await cables[role].device.open();
  };
  const links = () => {
    const { idReader, ticketPrinter, codeScanner } = supervisor.snapshot();
    return [idReader?.link, ticketPrinter?.link, codeScanner?.link];
  };
  return { clock, supervisor, cables, lines, reader, printer, printerSimulator, plug, links };
};

type Hall = Awaited<ReturnType<typeof hall>>;
const roles = ['idReader', 'ticketPrinter', 'codeScanner'] as const;

/** How many listen to each line, and how many timers are set. */
const held = ({ clock, lines }: Hall) => ({
  timers: clock.pending,
  listening: roles.map((role) => lines[role].listening),
});

/** Prints, and lets enough time pass for it. */
const printing = async ({ clock, printer }: Hall) => {
  const end = printer.print(ticket, never);
  await clock.advance(1000);
  return end;
};

const allPlugged = async (): Promise<Hall> => {
  const rig = await hall();
  for (const role of roles) await rig.plug(role);
  await rig.supervisor.startAll();
  await rig.clock.advance(1000);
  expect(rig.links()).toEqual(['ready', 'ready', 'ready']);
  return rig;
};

describe('a kiosk’s devices, over years', () => {
  it('absent at the start, they are ready within the longest back-off once they are plugged in', async () => {
    const rig = await hall();
    for (const role of roles) rig.cables[role].unplug();
    await rig.supervisor.startAll();
    expect(rig.links()).toEqual(['absent', 'absent', 'absent']);
    await rig.clock.advance(3_600_000);
    expect(rig.links()).toEqual(['absent', 'absent', 'absent']);
    for (const role of roles) await rig.plug(role);
    await rig.clock.advance(11_000);
    expect(rig.links()).toEqual(['ready', 'ready', 'ready']);
    await rig.supervisor.stopAll();
    expect(held(rig)).toMatchObject({ timers: 0 });
  });

  it('a thousand times unplugged, none holds a listener or a timer more than at first', async () => {
    const rig = await allPlugged();
    const before = held(rig);
    for (let time = 0; time < 1000; time += 1) {
      for (const role of roles) rig.cables[role].unplug();
      await settle();
      for (const role of roles) await rig.plug(role);
      // The first step of the back-off: 1 s, and 2 s for the scanner, whose kind is expensive to look for.
      await rig.clock.advance(2000);
      if (time % 100 === 0) expect(rig.links()).toEqual(['ready', 'ready', 'ready']);
    }
    expect(rig.links()).toEqual(['ready', 'ready', 'ready']);
    expect(roles.map((role) => rig.lines[role].openings)).toEqual([1001, 1001, 1001]);
    expect(held(rig)).toEqual(before);
    await rig.supervisor.stopAll();
    expect(rig.clock.pending).toBe(0);
  });

  it('pulled out in the middle of an answer, again and again, none is stuck', async () => {
    const rig = await allPlugged();
    for (let time = 0; time < 200; time += 1) {
      // Every moment of a poll: before the question, before the answer, between two answers.
      await rig.clock.advance(1 + ((time * 37) % 400));
      const ticketOut = rig.printer.print(ticket, never);
      for (const role of roles) rig.cables[role].unplug();
      const end = await ticketOut;
      expect(end.ok ? 'printed' : end.error.code).toMatch(/printed|outcome-unknown|disconnected|rejected/);
      for (const role of roles) await rig.plug(role);
      await rig.clock.advance(2500);
    }
    expect(rig.links()).toEqual(['ready', 'ready', 'ready']);
    await rig.supervisor.stopAll();
    expect(rig.clock.pending).toBe(0);
  });

  it('one that comes and goes never keeps another from its work', async () => {
    const rig = await allPlugged();
    const told: DeviceStatus[] = [];
    rig.printer.onStatus((status) => told.push(status));
    for (let time = 0; time < 20; time += 1) {
      rig.cables.idReader.unplug();
      expect(await printing(rig)).toMatchObject({ ok: true });
      await rig.plug('idReader');
      await rig.clock.advance(2500);
    }
    expect(told.some(({ link }) => link === 'absent')).toBe(false);
    expect(rig.printerSimulator.slips).toHaveLength(20);
    rig.cables.ticketPrinter.unplug();
    await settle();
    expect(rig.links()).toEqual(['ready', 'absent', 'ready']);
    expect(await printing(rig)).toMatchObject({ ok: false, error: { code: 'disconnected' } });
    await rig.supervisor.stopAll();
  });
});

/** A device whose start or stop never ends. */
class Stuck implements Device {
  readonly role: Role = 'scanner';
  readonly listeners = new Listeners<[DeviceStatus]>();
  readonly stuck: 'start' | 'stop';
  #status: DeviceStatus = { link: 'connecting', conditions: [] };

  constructor(stuck: 'start' | 'stop') {
    this.stuck = stuck;
  }

  status = () => this.#status;
  onStatus = (listener: (status: DeviceStatus) => void) => this.listeners.add(listener);
  start = () => (this.stuck === 'start' ? new Promise<void>(() => {}) : Promise.resolve());
  stop = () => (this.stuck === 'stop' ? new Promise<void>(() => {}) : Promise.resolve());

  becomes(status: DeviceStatus): void {
    this.#status = status;
    this.listeners.tell(status);
  }
}

describe('a device that hangs', () => {
  it.each(['start', 'stop'] as const)(
    'at its %s does not keep the kiosk waiting for ever',
    async (during) => {
      const clock = new VirtualClock();
      const faults: string[] = [];
      const device = new Stuck(during);
      const supervisor = new Supervisor([device], {
        clock,
        onFault: (fault) => faults.push(String(fault.error)),
      });
      const all = supervisor.startAll().then(() => supervisor.stopAll());
      await clock.advance(29_999);
      expect(faults).toEqual([]);
      await clock.advance(1);
      await all;
      expect(faults).toEqual([`Error: did not ${during} within 30000 ms`]);
      expect(device.listeners.size).toBe(0);
      expect(clock.pending).toBe(0);
    },
  );

  it('and comes back later is taken for what it says then', async () => {
    const clock = new VirtualClock();
    const device = new Stuck('start');
    const supervisor = new Supervisor([device], { clock });
    const started = supervisor.startAll();
    await clock.advance(30_000);
    await started;
    expect(supervisor.snapshot().scanner?.link).toBe('faulted');
    device.becomes({ link: 'ready', conditions: [] });
    expect(supervisor.snapshot().scanner?.link).toBe('ready');
  });

  it('and is started again is not listened to twice', async () => {
    const device = new Stuck('stop');
    const supervisor = new Supervisor([device], { clock: new VirtualClock() });
    await supervisor.startAll();
    await supervisor.startAll();
    expect(device.listeners.size).toBe(1);
  });
});
