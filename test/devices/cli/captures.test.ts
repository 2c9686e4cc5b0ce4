import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replayCapture } from '../../../devices/cli/replay.ts';
import { layOut } from '../../../devices/models/escpos/layout.ts';
import { withoutText } from '../../../devices/models/escpos/redact.ts';
import { samDecoder } from '../../../devices/models/sam/codec.ts';
import { withoutCards } from '../../../devices/models/sam/redact.ts';
import {
  type Capture,
  type CaptureEvent,
  formatCapture,
  parseCapture,
} from '../../../devices/protocol/capture.ts';
import { readReply } from '../sam/golden.ts';
import { foreigner2017, hmtResident, resident } from '../sam/people.ts';
import { escposCapture, samCapture, scannedCode, scannerCapture } from './rigs.ts';

const folder = join(import.meta.dirname, '../../captures');

const stream = (capture: Capture, is: 'sent' | 'received'): Buffer =>
  Buffer.concat(capture.events.map((event) => (event.is === is ? event.bytes : new Uint8Array(0))));

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');

describe('a capture of a card reader', () => {
  it('holds nothing of the card that was read', async () => {
    const capture = await samCapture();
    const received = stream(capture, 'received');
    for (const text of [resident.name, resident.number, resident.birth, '测试区', resident.issuer])
      expect(received.includes(utf16(text))).toBe(false);
    expect(received.includes(Buffer.from([7, 14, 21, 28, 35]))).toBe(false);
  });

  it('holds every frame in its full length, with a check byte that is right', async () => {
    const { frames, discarded } = samDecoder().push(stream(await samCapture(), 'received'));
    expect(discarded).toBe(0);
    expect(Math.max(...frames.map(({ data }) => data.length))).toBe(1284);
  });

  it('holds nothing of a card whose reply was torn or damaged', async () => {
    const faults = ['truncateNextFrame', 'corruptNextFrame'] as const;
    for (const fault of faults) {
      const capture = await samCapture((simulator) =>
        simulator.onCommand((command) => command === '30 01' && simulator[fault]()),
      );
      const received = stream(capture, 'received');
      expect(received.includes(utf16(resident.name))).toBe(false);
      expect(received.includes(utf16('1101'))).toBe(false);
    }
  });

  it('however a reply is cut, joined or begun in the middle, no four characters of a card are left', () => {
    const card = fc.constantFrom(resident, hmtResident, foreigner2017);
    fc.assert(
      fc.property(
        card,
        fc.nat(1295),
        fc.nat(1295),
        fc.uint8Array({ maxLength: 20 }),
        (person, from, to, noise) => {
          const reply = readReply(person).subarray(from, Math.max(from, to));
          const left = Buffer.from(withoutCards(Uint8Array.of(...noise, ...reply, ...readReply(person))));
          const secret = utf16(person.number.slice(-4));
          return !left.includes(secret);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('keeps what says nothing of a card: the module’s number, answers without data', () => {
    const number = Buffer.from(
      'aaaaaa966900140000900500 03006b2a33010100000002000000f2'.replace(' ', ''),
      'hex',
    );
    expect(Buffer.from(withoutCards(number)).equals(number)).toBe(true);
  });
});

describe('a capture of a ticket printer', () => {
  it('holds none of the text, dots and codes that were printed, and all of the commands', async () => {
    const bytes = await layOut(
      {
        lines: [
          { kind: 'text', text: '张三 A001', bold: true },
          { kind: 'qr', data: 'https://example.cn/q?a=1' },
          { kind: 'picture', width: 8, height: 2, bits: Uint8Array.of(0x5a, 0xa5) },
        ],
      },
      { marker: true },
    );
    const left = Buffer.from(withoutText(bytes));
    expect(left).toHaveLength(bytes.length);
    for (const secret of [
      Buffer.from('A001'),
      Buffer.from('example'),
      Buffer.from([0xd5, 0xc5]),
      Buffer.from([0x5a, 0xa5]),
    ])
      expect(left.includes(secret)).toBe(false);
    for (const command of [
      [0x1b, 0x40],
      [0x1c, 0x26],
      [0x1b, 0x45, 1],
      [0x1d, 0x56, 0x42, 0],
      [0x1d, 0x72, 1],
    ])
      expect(left.includes(Buffer.from(command))).toBe(true);
  });

  it('holds no word of the test slip', async () => {
    const sent = stream(await escposCapture(), 'sent');
    expect(sent.includes(Buffer.from('TEST'))).toBe(false);
    expect(sent.includes(Buffer.from('x'.repeat(9)))).toBe(true);
  });
});

describe('a capture of a code scanner', () => {
  it('holds the length of what was scanned and nothing else of it', async () => {
    const received = stream(await scannerCapture(), 'received');
    expect(received.includes(Buffer.from(scannedCode.slice(0, 4)))).toBe(false);
    expect(received[1]).toBe(scannedCode.length);
    expect(received.subarray(2, 5).toString()).toBe(']Q1');
  });
});

describe('a capture as a file', () => {
  const bytes = fc.uint8Array({ maxLength: 40 }).map((array) => Buffer.from(array));
  const event: fc.Arbitrary<CaptureEvent> = fc.oneof(
    fc.record({ ms: fc.nat(), is: fc.constantFrom('sent' as const, 'received' as const), bytes }),
    fc.record({
      ms: fc.nat(),
      is: fc.constant('descriptor' as const),
      bytes: fc.option(bytes, { nil: undefined }),
    }),
    fc.record({ ms: fc.nat(), is: fc.constant('opened' as const) }),
    fc.record({
      ms: fc.nat(),
      is: fc.constantFrom('lost' as const, 'refused' as const),
      detail: fc.string(),
    }),
  );

  it('reads back as it was written', () => {
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const capture = { driver: 'sam', role: 'idReader', at: 'serial:/dev/ttyUSB0', events };
        expect(parseCapture(formatCapture(capture))).toEqual({ ok: true, value: capture });
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ['', 'line 1'],
    ['{"capture":2,"driver":"sam","role":"idReader","at":"x"}', 'line 1'],
    ['not json', 'line 1'],
    ['{"capture":1,"driver":"sam","role":"idReader","at":"x"}\n{"ms":1,"is":"sent","hex":"0"}', 'line 2'],
    [
      '{"capture":1,"driver":"sam","role":"idReader","at":"x"}\n{"ms":1,"is":"opened"}\n{"ms":-1,"is":"opened"}',
      'line 3',
    ],
  ])('that is none is refused, with the line: %j', (text, line) => {
    const parsed = parseCapture(text);
    expect(parsed.ok ? '' : parsed.error.detail).toContain(line);
  });
});

const names = (await readdir(folder)).filter((name) => name.endsWith('.ndjson'));

describe('a replay', () => {
  const kept = async (name: string): Promise<Capture> => {
    const parsed = parseCapture(await readFile(join(folder, name), 'utf8'));
    if (!parsed.ok) throw new Error(parsed.error.detail);
    return parsed.value;
  };

  it.each(names)('of %s: the model of today sends what it sent then', async (name) => {
    const replayed = await replayCapture(await kept(name));
    expect(replayed?.difference).toBeUndefined();
    expect(replayed?.lines.some((line) => line.includes('link: ready'))).toBe(true);
  });

  it('shows what a person would have seen, when they would have seen it', async () => {
    const replayed = await replayCapture(await kept('escpos-slip-cover-paper.ndjson'));
    expect(replayed?.lines).toEqual(
      expect.arrayContaining([
        '+100 ms  test slip printed',
        '+3000 ms  error: cover-open',
        '+5000 ms  error: paper-out',
      ]),
    );
  });

  it('sees a reader unplugged and plugged in again', async () => {
    const replayed = await replayCapture(await kept('sam-card-read-unplugged.ndjson'));
    const links = replayed?.lines.flatMap((line) => /link: (\w+)/.exec(line)?.[1] ?? []) ?? [];
    expect(links).toEqual(['connecting', 'ready', 'busy', 'ready', 'absent', 'ready', 'absent']);
  });

  it('tells when the model sends something else than it did then', async () => {
    const capture = await kept('sam-card-read-unplugged.ndjson');
    const events = capture.events.map(
      (event): CaptureEvent =>
        event.is === 'sent' && event.ms === 300 ? { ...event, bytes: Uint8Array.of(1, 2, 3) } : event,
    );
    const replayed = await replayCapture({ ...capture, events });
    expect(replayed?.difference).toMatch(/the model sends other bytes/);
  });

  it('of a driver that is not there, or does not speak bytes, is none', async () => {
    const capture = await kept('hid-pos-code.ndjson');
    expect(await replayCapture({ ...capture, driver: 'ipp' })).toBeUndefined();
  });
});
