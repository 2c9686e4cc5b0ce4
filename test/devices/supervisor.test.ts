import { describe, expect, it } from 'vitest';
import type { Device, DeviceStatus, Role } from '../../devices/device.ts';
import { Listeners } from '../../devices/protocol/listeners.ts';
import { Supervisor } from '../../devices/supervisor.ts';
import { memoryRig } from './sam/rigs.ts';
import { whenStatus } from './support/events.ts';

/** A device that does as it is told. */
class Puppet implements Device {
  readonly role: Role;
  readonly listeners = new Listeners<[DeviceStatus]>();
  stops = 0;
  failStart = false;
  failStop = false;
  #status: DeviceStatus = { link: 'absent', conditions: [] };

  constructor(role: Role) {
    this.role = role;
  }

  status = () => this.#status;
  onStatus = (listener: (status: DeviceStatus) => void) => this.listeners.add(listener);

  become(link: DeviceStatus['link']): void {
    this.#status = { link, conditions: [] };
    this.listeners.tell(this.#status);
  }

  async start(): Promise<void> {
    if (this.failStart) throw new Error('a bug');
    this.become('ready');
  }

  async stop(): Promise<void> {
    this.stops += 1;
    if (this.failStop) throw new Error('a bug');
    this.become('absent');
  }
}

describe('the supervisor', () => {
  it('knows how each device is, and only of those there are', async () => {
    const supervisor = new Supervisor([new Puppet('scanner'), new Puppet('idReader')]);
    expect(supervisor.snapshot()).toMatchObject({
      scanner: { link: 'absent' },
      idReader: { link: 'absent' },
    });
    await supervisor.startAll();
    expect(supervisor.snapshot()).toMatchObject({ scanner: { link: 'ready' }, idReader: { link: 'ready' } });
    expect(Object.keys(supervisor.snapshot()).sort()).toEqual(['idReader', 'scanner']);
  });

  it('tells every change with the device it happened to', async () => {
    const printer = new Puppet('ticketPrinter');
    const supervisor = new Supervisor([printer, new Puppet('scanner')]);
    await supervisor.startAll();
    const told: string[] = [];
    const off = supervisor.onChange((snapshot, role) => told.push(`${role} ${snapshot[role]?.link}`));
    printer.become('faulted');
    printer.become('ready');
    off();
    printer.become('faulted');
    expect(told).toEqual(['ticketPrinter faulted', 'ticketPrinter ready']);
  });

  it('a device that breaks at the start does not keep the others from starting', async () => {
    const broken = new Puppet('documentPrinter');
    broken.failStart = true;
    const faults: Role[] = [];
    const supervisor = new Supervisor([broken, new Puppet('scanner')], {
      onFault: ({ role }) => faults.push(role),
    });
    await supervisor.startAll();
    expect(supervisor.snapshot()).toMatchObject({
      documentPrinter: { link: 'faulted', conditions: [{ severity: 'error' }] },
      scanner: { link: 'ready' },
    });
    expect(faults).toEqual(['documentPrinter']);
  });

  it('a device that breaks while stopping does not keep the others from being stopped', async () => {
    const broken = new Puppet('documentPrinter');
    broken.failStop = true;
    const other = new Puppet('scanner');
    const supervisor = new Supervisor([broken, other]);
    await supervisor.startAll();
    await supervisor.stopAll();
    expect(other.stops).toBe(1);
    expect(supervisor.snapshot()).toMatchObject({
      scanner: { link: 'absent' },
      documentPrinter: { link: 'faulted' },
    });
    expect(other.listeners.size).toBe(0);
  });

  it('two devices of one role are refused', () => {
    expect(() => new Supervisor([new Puppet('scanner'), new Puppet('scanner')])).toThrow(RangeError);
  });

  it('sees a real adapter lose and regain its reader', async () => {
    const { reader, simulator, close } = await memoryRig();
    const supervisor = new Supervisor([reader]);
    await supervisor.startAll();
    expect(supervisor.snapshot().idReader?.link).toBe('ready');
    simulator.unplug();
    await whenStatus(reader, ({ link }) => link === 'absent');
    expect(supervisor.snapshot().idReader?.link).toBe('absent');
    simulator.plug();
    await whenStatus(reader, ({ link }) => link === 'ready');
    expect(supervisor.snapshot().idReader?.link).toBe('ready');
    await supervisor.stopAll();
    await close();
  });
});
