import { describe, expect, test } from 'vitest';
import { canWork } from '../../../devices/device.ts';
import { settle } from '../support/virtual-clock.ts';
import { codes, errorOf, longSlip, never, newRig, printed, type Rig, readyRig, ticket } from './rig.ts';

const conditions = (rig: Rig): string[] => codes(rig.printer.status());
const isJob = (chunk: Uint8Array): boolean => chunk[0] === 0x1b && chunk[1] === 0x40 && chunk.length > 20;

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
    expect(conditions(rig)).toContain(code);
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
    expect(conditions(rig)).toEqual(['paper-low']);
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
    expect(conditions(rig)).toEqual(['garbled']);
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
    expect(conditions(rig)).toContain('paper-out');
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

describe('printing', () => {
  test('printed is said when, and only when, the paper has come out', async () => {
    const rig = await readyRig({ millisecondsPerLine: 100 });
    let done = false;
    const printing = rig.printer.print(longSlip, never).then((outcome) => {
      done = true;
      return outcome;
    });
    await rig.clock.advance(1900);
    expect(done).toBe(false);
    expect(rig.simulator.slips).toHaveLength(0);
    expect(rig.printer.status().link).toBe('busy');
    await rig.clock.advance(400);
    expect(await printing).toEqual({ ok: true, value: { printed: true } });
    expect(rig.simulator.slips[0]?.text).toHaveLength(20);
    expect(rig.printer.status().link).toBe('ready');
  });

  test('one slip at a time: a second one is told that the printer is busy', async () => {
    const rig = await readyRig({ millisecondsPerLine: 100 });
    const first = rig.printer.print(ticket, never);
    expect(errorOf(await rig.printer.print(ticket, never)).code).toBe('busy');
    await rig.clock.advance(5000);
    expect((await first).ok).toBe(true);
    expect(rig.simulator.slips).toHaveLength(1);
  });

  test('one status answer lost right before a slip does not refuse it', async () => {
    const rig = await readyRig();
    rig.simulator.dropNextReply('real-time');
    expect((await printed(rig)).ok).toBe(true);
    expect(rig.simulator.slips).toHaveLength(1);
  });

  test('a printer that went silent gets nothing of a slip', async () => {
    const rig = await readyRig();
    for (let round = 0; round < 10; round += 1) rig.simulator.dropNextReply('real-time');
    expect(errorOf(await printed(rig)).code).toBe('rejected');
    expect(rig.sent.some(isJob)).toBe(false);
  });

  test('a printer let go in the middle of a slip does not claim that it printed', async () => {
    const rig = await readyRig({ millisecondsPerLine: 100 });
    const printing = rig.printer.print(longSlip, never);
    await rig.clock.advance(500);
    await rig.printer.stop();
    expect(errorOf(await printing).code).toBe('outcome-unknown');
    await rig.clock.advance(60_000);
    expect(rig.clock.pending).toBe(0);
  });

  test('a slip cancelled before anything was sent is cancelled and not printed', async () => {
    const rig = await readyRig();
    const outcome = await rig.printer.print(ticket, AbortSignal.abort());
    expect(errorOf(outcome).code).toBe('cancelled');
    expect(rig.simulator.slips).toHaveLength(0);
  });

  test('a slip cancelled on its way has an unknown outcome, not a cancelled one', async () => {
    const rig = await readyRig({ millisecondsPerLine: 100 });
    const abort = new AbortController();
    const printing = rig.printer.print(longSlip, abort.signal);
    await rig.clock.advance(500);
    abort.abort();
    await settle();
    expect(errorOf(await printing).code).toBe('outcome-unknown');
  });

  test('a slip that can not be laid out is a mistake of its author, and the printer stays usable', async () => {
    const rig = await readyRig();
    await expect(rig.printer.print({ lines: [{ kind: 'qr', data: '' }] }, never)).rejects.toThrow(RangeError);
    expect((await printed(rig)).ok).toBe(true);
  });

  test('a hot head is waited for, not given up', async () => {
    const rig = await readyRig({ millisecondsPerLine: 100 });
    const printing = rig.printer.print(longSlip, never);
    await rig.clock.advance(500);
    rig.simulator.set({ headHot: true });
    await rig.clock.advance(30_000);
    rig.simulator.set({ headHot: false });
    await rig.clock.advance(3000);
    expect((await printing).ok).toBe(true);
    expect(rig.simulator.slips).toHaveLength(1);
  });
});

const stops = [
  ['the paper is out', { paper: 'out' }, { paper: 'ok' }, 'paper-out'],
  ['the cover is open', { coverOpen: true }, { coverOpen: false }, 'cover-open'],
  ['the knife is stuck', { cutterError: true }, { cutterError: false }, 'cutter-error'],
  ['the paper is caught', { jammed: true }, { jammed: false }, 'paper-jam'],
  ['the printer is broken', { unrecoverable: true }, { unrecoverable: false }, 'out-of-order'],
] as const;

for (const lacks of [[], ['status-back']] as const) {
  describe(`faults ${lacks.length === 0 ? 'told by the printer itself' : 'that the printer must be asked about'}`, () => {
    test.each(stops)(
      'when %s beforehand the slip is rejected, says why, and not a byte of it is sent',
      async (_name, fault, _cure, code) => {
        const rig = await readyRig({ lacks });
        rig.simulator.set(fault);
        const error = errorOf(await printed(rig));
        expect(error.code).toBe('rejected');
        expect(codes(error)).toContain(code);
        expect(rig.sent.some(isJob)).toBe(false);
      },
    );

    test.each(stops)(
      'when %s in the middle the outcome is unknown, says why, and nothing comes out later unasked',
      async (_name, fault, cure, code) => {
        const rig = await readyRig({ lacks, millisecondsPerLine: 100 });
        const printing = rig.printer.print(longSlip, never);
        await rig.clock.advance(550);
        rig.simulator.set(fault);
        await rig.clock.advance(5000);
        const error = errorOf(await printing);
        expect(error.code).toBe('outcome-unknown');
        expect(codes(error)).toContain(code);
        rig.simulator.set(cure);
        await rig.clock.advance(30_000);
        expect(rig.simulator.slips).toHaveLength(0);
        expect(rig.simulator.hanging.text.length).toBeLessThan(20);
        expect(rig.sent.filter(isJob)).toHaveLength(1);
      },
    );

    test.each(stops)(
      'when %s afterwards the slip stays printed, and the printer says what is the matter',
      async (_name, fault, cure, code) => {
        const rig = await readyRig({ lacks });
        expect((await printed(rig)).ok).toBe(true);
        rig.simulator.set(fault);
        await rig.clock.advance(3100);
        expect(conditions(rig)).toContain(code);
        rig.simulator.set(cure);
        await rig.clock.advance(3100);
        expect(conditions(rig)).toEqual([]);
        expect((await printed(rig)).ok).toBe(true);
      },
    );
  });
}

describe('the roll ends', () => {
  test('at its fifth line: unknown, out of paper, and the next slip after the new roll is whole and alone', async () => {
    const rig = await readyRig();
    rig.simulator.runOutAfter(5);
    const error = errorOf(await printed(rig, longSlip));
    expect(error.code).toBe('outcome-unknown');
    expect(codes(error)).toContain('paper-out');
    expect(rig.simulator.hanging.text).toHaveLength(5);
    rig.simulator.tear();
    rig.simulator.set({ paper: 'ok' });
    await rig.clock.advance(4000);
    expect((await printed(rig)).ok).toBe(true);
    expect(rig.simulator.slips.at(-1)?.text).toEqual(['取号单', 'A001']);
  });

  test('right behind the slip: it was printed, and that is what is said', async () => {
    const rig = await readyRig();
    const printing = rig.printer.print(longSlip, never);
    await settle();
    rig.simulator.set({ paper: 'out' });
    await rig.clock.advance(1000);
    expect((await printing).ok).toBe(true);
    expect(conditions(rig)).toContain('paper-out');
  });
});

describe('lost and false answers', () => {
  test('a ticket whose reply was lost is not printed twice and not called printed', async () => {
    const rig = await readyRig();
    rig.simulator.dropNextReply('marker');
    const error = errorOf(await printed(rig));
    expect(error.code).toBe('outcome-unknown');
    expect(rig.simulator.slips).toHaveLength(1);
    await rig.clock.advance(60_000);
    expect(rig.simulator.slips).toHaveLength(1);
    expect(rig.sent.filter(isJob)).toHaveLength(1);
  });

  test('a damaged reply is no reply', async () => {
    const rig = await readyRig();
    rig.simulator.corruptNextReply('marker');
    expect(errorOf(await printed(rig)).code).toBe('outcome-unknown');
  });

  test('after a lost reply the next slip is printed as usual', async () => {
    const rig = await readyRig();
    rig.simulator.dropNextReply('marker');
    expect((await printed(rig)).ok).toBe(false);
    expect((await printed(rig)).ok).toBe(true);
    expect(rig.simulator.slips).toHaveLength(2);
  });

  test("a late reply to the slip before is never taken for this slip's", async () => {
    const rig = await readyRig({ millisecondsPerLine: 1000 }, { timing: { probe: 60_000 } });
    const first = rig.printer.print(longSlip, never);
    await rig.clock.advance(16_500);
    expect(errorOf(await first).code).toBe('outcome-unknown');
    // The printer is still at work on the first; its answer comes while the second is being prepared.
    let second: { readonly ok: boolean } | undefined;
    const printing = rig.printer.print(ticket, never).then((outcome) => {
      second = outcome;
    });
    await rig.clock.advance(8000);
    expect(rig.simulator.slips).toHaveLength(1);
    expect(second).toBeUndefined();
    await rig.clock.advance(20_000);
    await printing;
    expect(second).toEqual({ ok: true, value: { printed: true } });
    expect(rig.simulator.slips).toHaveLength(2);
  });

  test('the tail of a status block that lost its head is never taken for the reply', async () => {
    const rig = await readyRig({ millisecondsPerLine: 100 });
    const printing = rig.printer.print(longSlip, never);
    await rig.clock.advance(500);
    await rig.pair.device.write(Uint8Array.of(0x00, 0x00, 0x00));
    let over = false;
    void printing.then(() => {
      over = true;
    });
    await rig.clock.advance(500);
    expect(over).toBe(false);
    await rig.clock.advance(3000);
    expect((await printing).ok).toBe(true);
  });

  test('the plug pulled in the middle: unknown, and the next slip comes out whole', async () => {
    const rig = await readyRig({ millisecondsPerLine: 100 });
    const printing = rig.printer.print(longSlip, never);
    await rig.clock.advance(500);
    rig.pair.unplug();
    await rig.clock.advance(2000);
    expect(errorOf(await printing).code).toBe('outcome-unknown');
    rig.simulator.powerCycle();
    rig.simulator.tear();
    rig.pair.plug();
    await rig.simulator.serve(rig.pair.device);
    await rig.clock.advance(15_000);
    expect((await printed(rig)).ok).toBe(true);
    expect(rig.simulator.slips.at(-1)?.text).toEqual(['取号单', 'A001']);
  });

  test('a printer left waiting for the rest of a picture is freed, and eats nothing of the next slip', async () => {
    const rig = await readyRig();
    rig.simulator.dropNextReply('marker');
    expect((await printed(rig)).ok).toBe(false);
    // What a cut cable leaves behind: the head of a picture, and none of its dots.
    await rig.pair.host.write(Uint8Array.of(0x1d, 0x76, 0x30, 0, 72, 0, 120, 0));
    expect((await printed(rig)).ok).toBe(true);
    expect(rig.simulator.slips.at(-1)?.text).toEqual(['取号单', 'A001']);
  });

  test('a printer held up by what went before gets nothing new', async () => {
    const rig = await readyRig({ millisecondsPerLine: 10_000 });
    expect(errorOf(await printed(rig, longSlip)).code).toBe('outcome-unknown');
    const error = errorOf(await printed(rig));
    expect(error.code).toBe('rejected');
    expect(rig.sent.filter(isJob)).toHaveLength(1);
  });
});

describe('lines that tell less', () => {
  test('a printer without GS r: never called printed, its faults still known', async () => {
    const rig = await readyRig({ lacks: ['marker'] }, { completion: 'none' });
    const error = errorOf(await printed(rig));
    expect(error.code).toBe('outcome-unknown');
    expect(rig.simulator.slips).toHaveLength(1);
    rig.simulator.set({ coverOpen: true });
    await settle();
    expect(errorOf(await printed(rig)).code).toBe('rejected');
  });

  test('a file that gives no answers: it is written to, and nobody claims that it printed', async () => {
    const rig = await newRig(
      { lacks: ['real-time', 'status-back', 'marker', 'names'] },
      {},
      'file:/dev/usb/lp0',
    );
    const started = rig.printer.start();
    await rig.clock.advance(3500);
    await started;
    expect(rig.printer.status().link).toBe('ready');
    expect(canWork(rig.printer.status())).toBe(true);
    expect(errorOf(await printed(rig)).code).toBe('outcome-unknown');
    expect(rig.simulator.slips).toHaveLength(1);
    const before = rig.sent.length;
    await rig.clock.advance(60_000);
    expect(rig.sent).toHaveLength(before);
  });
});
