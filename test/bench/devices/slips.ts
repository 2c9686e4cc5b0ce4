import { transform } from 'receiptline';
import type { Slip } from '../../../devices/classes/ticket-printer.ts';
import { layOut } from '../../../devices/models/escpos/layout.ts';
import { EscposSimulator } from '../../../devices/models/escpos/simulator.ts';
import type { Figure } from '../bench.ts';
import { medians } from '../median.ts';
import { perSecond, rateOfLater } from '../rate.ts';

const code = 'https://example.cn/q?a=1';

const slip: Slip = {
  lines: [
    { kind: 'text', text: '取号单', align: 'centre', size: 3 },
    { kind: 'text', text: 'A101', align: 'centre', size: 2 },
    { kind: 'columns', left: '前面等候', right: '12 人' },
    { kind: 'rule' },
    { kind: 'qr', data: code },
  ],
};

/** The same in receiptline's own language. */
const document = `^^^取号单\n\n^^A101\n\n前面等候 | 12 人\n-\n{code:${code}; option:qrcode,6,M}\n=\n`;

/** Both must put the same words on paper, or they are not to be compared. */
const words = (bytes: Uint8Array): string => {
  const simulator = new EscposSimulator({ characters: 'gbk' });
  simulator.attach(() => undefined).receive(bytes);
  const text = simulator.slips.flatMap((slip) => slip.text).join('');
  // Each draws the rule in its own way.
  return text.replaceAll(/[^\p{Letter}\p{Number}]/gu, '');
};

/** receiptline always draws its codes, so ours is measured both ways. */
export const slips = async (): Promise<readonly Figure[]> => {
  const encode = { cpl: 48, encoding: 'gb18030', command: 'escpos' } as const;
  const library = (): Uint8Array => Buffer.from(transform(document, encode), 'binary');
  const ours = (qrCodes: 'native' | 'drawn') => layOut(slip, { qrCodes });
  const [mine, theirs] = [words(await ours('drawn')), words(library())];
  if (mine !== theirs) throw new Error(`two slips that differ: ${mine}, ${theirs}`);
  const rates = await medians(async () => ({
    native: await rateOfLater(async () => void (await ours('native')), 400),
    drawn: await rateOfLater(async () => void (await ours('drawn')), 400),
    library: await rateOfLater(async () => void library(), 400),
  }));
  const peer = `receiptline ${perSecond(rates.library)}`;
  return [
    {
      what: 'slips encoded, with a code that the printer draws',
      ours: perSecond(rates.native),
      peer,
      ratio: rates.native / rates.library,
    },
    {
      what: 'slips encoded, with a code drawn by us',
      ours: perSecond(rates.drawn),
      peer,
      ratio: rates.drawn / rates.library,
    },
  ];
};
