import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  EscposSimulator,
  type EscposSimulatorOptions,
  slipPicture,
} from '../../../devices/models/escpos/simulator.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));

const bench = (options: EscposSimulatorOptions = {}) => {
  const simulator = new EscposSimulator(options);
  let heard: number[] = [];
  const port = simulator.attach((bytes) => heard.push(...bytes));
  const say = (text: string): string => {
    heard = [];
    port.receive(hex(text));
    return Buffer.from(heard).toString('hex');
  };
  return { simulator, say, port, heard: () => Buffer.from(heard).toString('hex') };
};

const golden =
  '1b40 1c26 1b6101 1d2111 c8a1bac5b5a50a 1d2100 413030310a 1d286b040031413200 1d286b0300314306 1d286b0300314531' +
  '1d286b1b00315030 68747470733a2f2f6578616d706c652e636e2f713f613d31 1d286b0300315130 1b6403 1d564200 1d7201';

describe('the simulated printer', () => {
  test('prints the golden ticket and answers its marker', () => {
    const { simulator, say } = bench();
    expect(say(golden)).toBe('00');
    expect(simulator.slips[0]).toMatchObject({
      text: ['取号单', 'A001'],
      qr: ['https://example.cn/q?a=1'],
      cut: true,
    });
  });

  test('prints the same in whatever pieces the bytes arrive', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 60 }), (sizes) => {
        const { simulator, port } = bench();
        let rest = hex(golden);
        for (const size of [...sizes, 200]) {
          port.receive(rest.subarray(0, size));
          rest = rest.subarray(size);
        }
        expect(simulator.slips[0]?.text).toEqual(['取号单', 'A001']);
      }),
    );
  });

  test.each([
    ['all is well', {}, '12 12 12 12'],
    ['the paper is near its end', { paper: 'near-end' } as const, '12 12 12 1e'],
    ['the paper is out', { paper: 'out' } as const, '1a 32 12 7e'],
    ['the cover is open', { coverOpen: true }, '1a 16 12 12'],
    ['the knife is stuck', { cutterError: true }, '1a 52 1a 12'],
    ['the paper is caught', { jammed: true }, '1a 52 16 12'],
    ['it is broken', { unrecoverable: true }, '1a 52 32 12'],
    ['the head is hot', { headHot: true }, '1a 52 52 12'],
    ['it is switched offline', { switchedOff: true }, '1a 12 12 12'],
    ['the feed button is held', { feedButton: true }, '1a 1a 12 12'],
  ])('when %s it answers status queries even if offline', (_name, change, answers) => {
    const { simulator, say } = bench();
    simulator.set(change);
    expect(say('100401 100402 100403 100404')).toBe(answers.replaceAll(' ', ''));
  });

  test('it answers a status query inside raster data, and the dots stay dots', () => {
    const { simulator, say } = bench();
    expect(say('1d763000 0300 0100 100401 1d5600')).toBe('12');
    expect(simulator.slips[0]?.rasters[0]?.bits).toEqual(hex('100401'));
  });

  test('the two bytes of a hanzi are never taken for a command', () => {
    const { simulator, say } = bench();
    say('1c26 8440 8445 0a 1d5600');
    expect(simulator.slips[0]?.text).toEqual([new TextDecoder('gb18030').decode(hex('84408445'))]);
  });

  test('automatic status comes when switched on and after each change, and stops when switched off', () => {
    const { simulator, say, heard } = bench();
    expect(say('1d61ff')).toBe('10000000');
    simulator.set({ coverOpen: true });
    simulator.set({ coverOpen: true });
    simulator.set({ coverOpen: false, paper: 'near-end' });
    expect(heard()).toBe('10000000 38000000 10000300'.replaceAll(' ', ''));
    expect(say('1d6100')).toBe('');
    simulator.set({ paper: 'ok' });
    expect(heard()).toBe('');
  });

  test('a marker is answered only when everything before it has been printed', async () => {
    const clock = new VirtualClock();
    const { say, heard } = bench({ clock, millisecondsPerLine: 20 });
    expect(say('410a420a430a1d7201')).toBe('');
    await clock.advance(59);
    expect(heard()).toBe('');
    await clock.advance(1);
    expect(heard()).toBe('00');
  });

  test('a marker is not answered while the printer is stopped', () => {
    const { simulator, say, heard } = bench();
    simulator.runOutAfter(1);
    expect(say('410a420a1d7201')).toBe('');
    expect(simulator.hanging.text).toEqual(['A']);
    simulator.set({ paper: 'ok' });
    expect(heard()).toBe('00');
    expect(simulator.hanging.text).toEqual(['A', 'B']);
  });

  test('recovering with clearing (DLE ENQ 2) forgets the rest; recovering without (1) goes on', () => {
    for (const [command, text] of [
      ['100502', ['A']],
      ['100501', ['A', 'B']],
    ] as const) {
      const { simulator, say } = bench();
      say('410a');
      simulator.set({ cutterError: true });
      say(`420a${command}`);
      expect(simulator.hanging.text).toEqual(text);
      expect(simulator.machine.cutterError).toBe(false);
    }
  });

  test('names are told in blocks', () => {
    const { say } = bench({ maker: 'EPSON', model: 'TM' });
    expect(say('1d4942 1d4943')).toBe('5f4550534f4e00 5f544d00'.replaceAll(' ', ''));
  });

  test('its power taken away and given back, it knows nothing of what it had received', () => {
    const { simulator, say } = bench();
    say('1c26 1d763000 4800 7800 00');
    simulator.powerCycle();
    say('410a1d5600');
    expect(simulator.slips[0]?.text).toEqual(['A']);
    expect(simulator.slips[0]?.rasters).toEqual([]);
  });

  test('no bytes whatsoever break it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        const { simulator, port } = bench();
        port.receive(noise);
        simulator.powerCycle();
        port.receive(hex('1b40 410a 1d5600'));
        expect(simulator.slips.at(-1)?.text.at(-1)).toBe('A');
      }),
    );
  });

  test('a slip is shown as a picture with its text, sizes and code', () => {
    const { simulator, say } = bench();
    say(`${golden}1d763000 0100 0100 ff 1d5600`);
    const [ticket, dots] = simulator.slips.map(slipPicture);
    expect(ticket).toMatch(/^<svg [^>]*viewBox="0 0 640 \d+"/);
    expect(ticket).toContain('>取号单<');
    expect(ticket).toContain('font-size="48"');
    expect(ticket).toContain('https://example.cn/q?a=1');
    expect(dots).toContain('d="M0 0h8v1h-8z"');
  });

  test('text on a picture of a slip is text, whatever it says', () => {
    const { simulator, say } = bench();
    say(`${Buffer.from('<script>&"').toString('hex')}0a1d5600`);
    expect(simulator.slips.map(slipPicture).join()).toContain('&lt;script&gt;&amp;&quot;');
  });
});
