import { print } from 'receiptio';
import { transform } from 'receiptline';
import { afterEach, describe, expect, test } from 'vitest';
import {
  EscposSimulator,
  type PrintedSlip,
  serveTcp,
  type TcpPrinter,
} from '../../../devices/models/escpos/simulator.ts';

const receipt =
  '^^^取号单\n\n"A101\n\n前面等候 | 12 人\n\n{code:https://example.cn/q?a=1; option:qrcode,6,M}\n=\n';

const printedBy = (bytes: string, characters: 'gbk' | 'gb18030' = 'gbk'): PrintedSlip => {
  const simulator = new EscposSimulator({ characters });
  simulator.attach(() => undefined).receive(Buffer.from(bytes, 'binary'));
  const [slip] = simulator.slips;
  if (!slip) throw new Error('nothing was cut');
  return slip;
};

describe('what receiptline makes is understood by the simulated printer', () => {
  test.each(['escpos', 'generic', 'epson', 'citizen'] as const)('in its %s form', (command) => {
    const slip = printedBy(transform(receipt, { cpl: 48, encoding: 'gb18030', command }));
    const text = slip.text.map((line) => line.replaceAll(' ', '')).filter((line) => line !== '');
    expect(text).toEqual(['取号单', 'A101', '前面等候12人']);
    expect(slip.cut).toBe(true);
    expect(slip.qr.length + slip.rasters.length).toBe(1);
  });

  test('four-byte characters on a printer that has them', () => {
    const bytes = transform('王𠮷㐂', { cpl: 48, encoding: 'gb18030', command: 'escpos' });
    expect(printedBy(bytes, 'gb18030').text.join('')).toContain('王𠮷㐂');
  });
});

describe('receiptio, a host that is not ours, over a real network line', () => {
  // Its port is always 9100, so the printer gets a loopback address of its own.
  const host = `127.${1 + (process.pid % 200)}.${(process.pid >> 8) & 0xff}.9`;
  let printer: TcpPrinter | undefined;
  afterEach(async () => {
    await printer?.close();
  });

  const printTo = async (simulator: EscposSimulator): Promise<string> => {
    printer = await serveTcp(simulator, 9100, host);
    return print(receipt, `-d ${host} -p escpos -l zh -c 48 -t 5`);
  };

  test('prints, and hears success', async () => {
    const simulator = new EscposSimulator();
    expect(await printTo(simulator)).toBe('success');
    expect(simulator.slips[0]?.text.join('')).toContain('取号单');
  });

  test.each([
    ['coveropen', { coverOpen: true }],
    ['paperempty', { paper: 'out' }],
    ['error', { cutterError: true, switchedOff: true }],
  ] as const)('hears %s', async (word, change) => {
    const simulator = new EscposSimulator();
    simulator.set(change);
    const heard = await printTo(simulator);
    expect(heard).toBe(word);
    expect(simulator.slips).toHaveLength(0);
  });

  test('asks for the state and hears online', async () => {
    printer = await serveTcp(new EscposSimulator(), 9100, host);
    expect(await print('', `-d ${host} -p escpos -q`)).toBe('online');
  });
});
