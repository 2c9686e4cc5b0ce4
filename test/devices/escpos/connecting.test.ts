import { describe, expect, test } from 'vitest';
import { canWork } from '../../../devices/device.ts';
import { settle } from '../support/virtual-clock.ts';
import { codes, conditionsOf, errorOf, isJob, newRig, printed, readyRig } from './rig.ts';

describe('connecting', () => {
  test('the printer is ready once it has answered, and the start waits for that', async () => {
    const rig = await newRig();
    expect(rig.printer.status().link).toBe('absent');
    await rig.printer.start();
    expect(rig.printer.status()).toMatchObject({ link: 'ready', conditions: [] });
  });

  test.each([
    [{ paper: 'out' } as const, 'paper-out', 'ready'],
    [{ coverOpen: true }, 'cover-open', 'ready'],
    [{ cutterError: true }, 'cutter-error', 'ready'],
    [{ jammed: true }, 'paper-jam', 'ready'],
    [{ headHot: true }, 'overheated', 'ready'],
    [{ switchedOff: true }, 'offline', 'ready'],
    [{ unrecoverable: true }, 'out-of-order', 'faulted'],
  ])('%j is known right after connecting', async (change, code, link) => {
    const rig = await newRig();
    rig.simulator.set(change);
    await rig.printer.start();
    expect(conditionsOf(rig)).toContain(code);
    expect(rig.printer.status().link).toBe(link);
    expect(canWork(rig.printer.status())).toBe(false);
  });

  test('a change is told at once by a printer that reports changes', async () => {
    const rig = await readyRig();
    const told: string[] = [];
    rig.printer.onStatus((status) => told.push(codes(status).join()));
    rig.simulator.set({ coverOpen: true });
    await settle();
    rig.simulator.set({ coverOpen: false });
    await settle();
    expect(told).toEqual(['cover-open', '']);
  });

  test('a change is noticed within seconds on a printer that must be asked', async () => {
    const rig = await readyRig({ lacks: ['status-back'] });
    rig.simulator.set({ paper: 'near-end' });
    await rig.clock.advance(3100);
    expect(conditionsOf(rig)).toEqual(['paper-low']);
    expect(canWork(rig.printer.status())).toBe(true);
  });

  test('a printer that is not there is looked for until it is', async () => {
    const rig = await newRig();
    rig.pair.unplug();
    await rig.printer.start();
    expect(rig.printer.status().link).toBe('absent');
    rig.pair.plug();
    await rig.simulator.serve(rig.pair.device);
    await rig.clock.advance(1100);
    expect(rig.printer.status().link).toBe('ready');
  });

  test('a printer that is pulled out is absent at once and ready again after it is back', async () => {
    const rig = await readyRig();
    rig.pair.unplug();
    await settle();
    expect(rig.printer.status().link).toBe('absent');
    expect(errorOf(await printed(rig)).code).toBe('disconnected');
    rig.pair.plug();
    await rig.simulator.serve(rig.pair.device);
    await rig.clock.advance(12_000);
    expect(await printed(rig)).toEqual({ ok: true, value: { printed: true } });
  });

  test('a line that opens and never answers is not taken for a printer', async () => {
    const rig = await newRig({ lacks: ['real-time', 'status-back', 'marker'] });
    const started = rig.printer.start();
    await rig.clock.advance(3500);
    await started;
    expect(rig.printer.status().link).toBe('absent');
    expect(errorOf(await printed(rig)).code).toBe('disconnected');
    expect(rig.sent.some(isJob)).toBe(false);
  });

  test('a printer that falls silent is given up and opened again', async () => {
    const rig = await readyRig();
    rig.simulator.dropNextReply('real-time');
    rig.simulator.dropNextReply('real-time');
    rig.simulator.dropNextReply('real-time');
    const links: string[] = [];
    rig.printer.onStatus(({ link }) => links.push(link));
    await rig.clock.advance(30_000);
    expect(links).toContain('absent');
    expect(rig.printer.status().link).toBe('ready');
  });

  test('one missed answer changes nothing', async () => {
    const rig = await readyRig();
    rig.simulator.dropNextReply('real-time');
    const links: string[] = [];
    rig.printer.onStatus(({ link }) => links.push(link));
    await rig.clock.advance(30_000);
    expect(links).toEqual([]);
  });

  test('answers that make no sense are a fault of their own, and gone when the line is right', async () => {
    const rig = await newRig();
    rig.simulator.talkRubbish(true);
    const started = rig.printer.start();
    await rig.clock.advance(3500);
    await started;
    expect(rig.printer.status().link).toBe('faulted');
    expect(conditionsOf(rig)).toEqual(['garbled']);
    rig.simulator.talkRubbish(false);
    await rig.clock.advance(15_000);
    expect(rig.printer.status()).toMatchObject({ link: 'ready', conditions: [] });
  });

  test('a printer that knows only some status queries works with those', async () => {
    const rig = await newRig({ queries: [1, 4], lacks: ['status-back'] });
    const started = rig.printer.start();
    await rig.clock.advance(9000);
    await started;
    expect(rig.printer.status().link).toBe('ready');
    expect((await printed(rig)).ok).toBe(true);
    rig.simulator.set({ paper: 'out' });
    await rig.clock.advance(3100);
    expect(conditionsOf(rig)).toContain('paper-out');
    rig.simulator.set({ paper: 'ok' });
    await rig.clock.advance(3100);
    expect((await printed(rig)).ok).toBe(true);
  });

  test('maker and model are told when asked for', async () => {
    const rig = await readyRig({ maker: 'EPSON', model: 'TM-T70II-CH' }, { identify: true });
    expect(rig.printer.status().detail).toContain('EPSON TM-T70II-CH');
  });

  test('a stopped printer leaves no timer and no open line', async () => {
    const rig = await readyRig();
    await rig.printer.stop();
    expect(rig.pair.host.isOpen).toBe(false);
    expect(rig.clock.pending).toBe(0);
    expect(rig.printer.status().link).toBe('absent');
  });
});
