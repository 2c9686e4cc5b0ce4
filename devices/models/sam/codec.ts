import { type Decoder, searchingDecoder } from '../../protocol/codec.ts';

/**
 * Frames of the SAM module: `AA AA AA 96 69 | length (2, big-endian) | content | check`.
 * The length counts content and check byte; the check byte makes the XOR from the first length byte to itself zero.
 */
const preamble = [0xaa, 0xaa, 0xaa, 0x96, 0x69] as const;
const headLength = preamble.length + 2;
/** Bare reply: three status bytes and the check byte. */
const leastReplyLength = 0x0004;
/** The longest legal reply is 0x090A (text, photo and two fingerprints). */
const mostReplyLength = 0x0a10;

export type SamCommand =
  | 'reset'
  | 'status'
  | 'samNumber'
  | 'findCard'
  | 'selectCard'
  | 'readCard'
  | 'readCardWithFingerprint'
  | 'readNewestAddress'
  | 'readManagementNumber';

/** Command and parameter byte. `30 02` (all additional information) is left out: sources disagree on it. */
const commandBytes: Readonly<Record<SamCommand, readonly [number, number]>> = {
  reset: [0x10, 0xff],
  status: [0x11, 0xff],
  samNumber: [0x12, 0xff],
  findCard: [0x20, 0x01],
  selectCard: [0x20, 0x02],
  readCard: [0x30, 0x01],
  readCardWithFingerprint: [0x30, 0x10],
  readNewestAddress: [0x30, 0x03],
  readManagementNumber: [0x30, 0x05],
};

/** The speeds of command 60, in the order of its parameter. After the reply wait 5 ms before talking at the new speed. */
export const samBaudRates = [115_200, 57_600, 38_400, 19_200, 9600] as const;
export type SamBaudRate = (typeof samBaudRates)[number];

const xor = (bytes: Uint8Array): number => {
  let check = 0;
  for (let index = 0; index < bytes.length; index += 1) check ^= bytes[index] ?? 0;
  return check;
};

const frameOf = (content: readonly number[]): Uint8Array => {
  const length = content.length + 1;
  const frame = Uint8Array.of(...preamble, length >> 8, length & 0xff, ...content, 0);
  frame[frame.length - 1] = xor(frame.subarray(preamble.length));
  return frame;
};

export const encodeCommand = (command: SamCommand): Uint8Array => frameOf(commandBytes[command]);

/** Command 60: the line's speed, kept until power is lost. */
export const encodeSetBaudRate = (baudRate: SamBaudRate): Uint8Array =>
  frameOf([0x60, samBaudRates.indexOf(baudRate)]);

/** Command 61: most bytes of a frame on the air, 24 to 255. Throws a RangeError outside. */
export const encodeSetRadioFrame = (bytes: number): Uint8Array => {
  if (!Number.isInteger(bytes) || bytes < 24 || bytes > 255)
    throw new RangeError(`a radio frame has 24 to 255 bytes, not ${bytes}`);
  return frameOf([0x61, 0xff, bytes]);
};

/** Judge a reply by `sw3`; `sw1` and `sw2` carry the card's own status where there is one. */
export type SamReply = {
  readonly sw1: number;
  readonly sw2: number;
  readonly sw3: number;
  readonly data: Uint8Array;
};

/** Cuts replies out of what a reader sends. A preamble inside photo data does no harm: a frame begun is collected whole. */
export const samDecoder = (): Decoder<SamReply> =>
  searchingDecoder<SamReply>(headLength + mostReplyLength, (bytes) => {
    for (let index = 0; index < preamble.length; index += 1) {
      const byte = bytes[index];
      if (byte === undefined) return { kind: 'more' };
      if (byte !== preamble[index]) return { kind: 'no' };
    }
    const high = bytes[preamble.length];
    const low = bytes[preamble.length + 1];
    if (high === undefined || low === undefined) return { kind: 'more' };
    const length = high * 256 + low;
    if (length < leastReplyLength || length > mostReplyLength) return { kind: 'no' };
    const total = headLength + length;
    if (bytes.length < total) return { kind: 'more', atLeast: total };
    if (xor(bytes.subarray(preamble.length, total)) !== 0) return { kind: 'no' };
    const [sw1 = 0, sw2 = 0, sw3 = 0] = bytes.subarray(headLength, headLength + 3);
    const data = bytes.slice(headLength + 3, total - 1);
    return { kind: 'frame', frame: { sw1, sw2, sw3, data }, length: total };
  });

/** The status byte of a command that has done what it says; `findCard` has its own. */
export const isSuccess = (command: SamCommand, reply: SamReply): boolean =>
  reply.sw3 === (command === 'findCard' ? 0x9f : 0x90);

const hasCardData = (data: Uint8Array, lengthWords: number): boolean => {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (data.length < lengthWords * 2) return false;
  let sum = lengthWords * 2;
  for (let word = 0; word < lengthWords; word += 1) sum += view.getUint16(word * 2);
  return sum === data.length;
};

/** How much a successful reply must carry: figures of the protocol, and what the length words in card data say. */
const dataFits: Readonly<Record<SamCommand, (data: Uint8Array) => boolean>> = {
  reset: (data) => data.length === 0,
  status: (data) => data.length === 0,
  samNumber: (data) => data.length === 16,
  // 4 bytes in every source; its status byte alone already tells it from any other reply.
  findCard: () => true,
  selectCard: (data) => data.length === 8,
  readCard: (data) => hasCardData(data, 2),
  readCardWithFingerprint: (data) => hasCardData(data, 3),
  readNewestAddress: (data) => data.length === 70,
  readManagementNumber: (data) => data.length > 0,
};

/**
 * Whether this reply can belong to that command. Replies don't name their command, so a late reply to an earlier one is told
 * apart by its form; an error reply fits every command.
 */
export const fits = (command: SamCommand, reply: SamReply): boolean =>
  isSuccess(command, reply) ? dataFits[command](reply.data) : reply.sw3 !== 0x90 && reply.sw3 !== 0x9f;

/** 安全模块号 as it is printed on the module: `05.03-20130411-0000000001-0000000002`. Takes the 16 bytes of the reply. */
export const parseSamNumber = (data: Uint8Array): string => {
  const view = new DataView(data.buffer, data.byteOffset, 16);
  const digits = (value: number, width: number) => String(value).padStart(width, '0');
  const group = `${digits(view.getUint16(0, true), 2)}.${digits(view.getUint16(2, true), 2)}`;
  const parts = [
    digits(view.getUint32(4, true), 8),
    digits(view.getUint32(8, true), 10),
    digits(view.getUint32(12, true), 10),
  ];
  return [group, ...parts].join('-');
};

export type CardData = { readonly text: Uint8Array; readonly photo: Uint8Array };

/**
 * Text (256 bytes) and photo of a reply that `fits`, by the lengths it states. A fingerprint that follows is passed over and
 * goes no further. Undefined when the text has another length.
 */
export const parseCardData = (
  command: 'readCard' | 'readCardWithFingerprint',
  data: Uint8Array,
): CardData | undefined => {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const textLength = view.getUint16(0);
  const photoLength = view.getUint16(2);
  const start = command === 'readCard' ? 4 : 6;
  if (textLength !== 256) return undefined;
  return {
    text: data.slice(start, start + textLength),
    photo: data.slice(start + textLength, start + textLength + photoLength),
  };
};
