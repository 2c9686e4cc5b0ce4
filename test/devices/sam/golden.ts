import { type SimulatedCard, textBlockOf } from '../../../devices/models/sam/simulated-card.ts';
import { replyFrame } from '../../../devices/models/sam/simulated-frames.ts';
import { foreigner2017, foreigner2023, hmtResident, resident } from './people.ts';

/** The whole reply to 30 01: lengths 0100 and 0400, text, photo. */
export const readReply = (card: SimulatedCard, photo = new Uint8Array(1024)): Uint8Array =>
  replyFrame(0x90, Uint8Array.of(1, 0, 4, 0, ...textBlockOf(card), ...photo));

export const goldenCards = [
  {
    name: 'citizen',
    card: resident,
    check: 0x9b,
    sha256: '435bbc474f32da5e7aada6020954f58c21a52c08f99d4aa7143d09ce2db86246',
  },
  {
    name: 'resident of Hong Kong, Macau or Taiwan',
    card: hmtResident,
    check: 0x9d,
    sha256: '5155b1620c5e1c04e5cb9a8ded2b8e3700240440b558145eaaf7a3d0ae172f87',
  },
  {
    name: 'foreigner, version of 2017',
    card: foreigner2017,
    check: 0x8d,
    sha256: '4cdc20c76e777dbff221579158898dc7f68155f8ae954299d3a62625dc1cd065',
  },
  {
    name: 'foreigner, version of 2023',
    card: foreigner2023,
    check: 0xfc,
    sha256: 'a941693b80c24d53f8cb76d5c5f96881b3671860721bf554b5f0394ad91d25fd',
  },
] as const;

/** Short replies as the description writes them. */
export const goldenReplies = {
  found: 'AAAAAA9669 0008 00009F 00000000 97',
  selected: 'AAAAAA9669 000C 000090 0000000000000000 9C',
  done: 'AAAAAA9669 0004 000090 94',
  samNumber: 'AAAAAA9669 0014 000090 050003006B2A3301 0100000002000000 F2',
  noCard: 'AAAAAA9669 0004 000080 84',
} as const;

export const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

/** The citizen's 256-byte text block in full. */
export const goldenTextBlock = [
  '4b6dd58b37688b4f200020002000200020002000200020002000200020003100',
  '30003100310039003400390031003200330031001753ac4e025e4b6dd58b3a53',
  '37688b4fef8d3100f75320002000200020002000200020002000200020002000',
  '2000200020002000200020002000200020002000200020002000310031003000',
  '3100300035003100390034003900310032003300310030003000320058004b6d',
  'd58b6c51895b405c200020002000200020002000200020002000200032003000',
  '3200300030003100300031007f951f6720002000200020002000200020002000',
  '2000200020002000200020002000200020002000200020002000200020002000',
].join('');
