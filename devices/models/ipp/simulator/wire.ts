/**
 * The simulator's own reader and writer of IPP, from RFC 8010 §3 and not from the model's codec: two hands, so that a
 * mistake of one is not hidden by the same mistake of the other.
 */

export type WireAttribute = {
  readonly name: string;
  readonly values: readonly { tag: number; bytes: Buffer }[];
};

export type WireRequest = {
  readonly major: number;
  readonly minor: number;
  readonly operation: number;
  readonly requestId: number;
  readonly operationAttributes: readonly WireAttribute[];
  readonly jobAttributes: readonly WireAttribute[];
  readonly document: Buffer;
};

/** Parses a request; undefined when the bytes are no IPP. Collections come back as a run of their parts. */
export const readRequest = (bytes: Uint8Array): WireRequest | undefined => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const groups = new Map<number, { name: string; values: { tag: number; bytes: Buffer }[] }[]>();
  let at = 8;
  let attributes: { name: string; values: { tag: number; bytes: Buffer }[] }[] = [];
  try {
    for (let tag = buffer.readUInt8(at); tag !== 0x03; tag = buffer.readUInt8(at)) {
      at += 1;
      if (tag < 0x10) {
        attributes = [];
        groups.set(tag, attributes);
        continue;
      }
      const nameEnd = at + 2 + buffer.readUInt16BE(at);
      const valueEnd = nameEnd + 2 + buffer.readUInt16BE(nameEnd);
      if (valueEnd > buffer.length) return undefined;
      const name = buffer.toString('utf8', at + 2, nameEnd);
      const value = { tag, bytes: buffer.subarray(nameEnd + 2, valueEnd) };
      if (name === '') attributes.at(-1)?.values.push(value);
      else attributes.push({ name, values: [value] });
      at = valueEnd;
    }
    return {
      major: buffer.readUInt8(0),
      minor: buffer.readUInt8(1),
      operation: buffer.readUInt16BE(2),
      requestId: buffer.readInt32BE(4),
      operationAttributes: groups.get(0x01) ?? [],
      jobAttributes: groups.get(0x02) ?? [],
      document: buffer.subarray(at + 1),
    };
  } catch (error) {
    // Buffer reads beyond the end: the message was cut short.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};

const find = (attributes: readonly WireAttribute[], name: string) =>
  attributes.find((attribute) => attribute.name === name)?.values ?? [];

export const textsIn = (attributes: readonly WireAttribute[], name: string): string[] =>
  find(attributes, name).map((value) => value.bytes.toString('utf8'));
export const textIn = (attributes: readonly WireAttribute[], name: string): string | undefined =>
  textsIn(attributes, name)[0];
export const numberIn = (attributes: readonly WireAttribute[], name: string): number | undefined => {
  const [value] = find(attributes, name);
  return value?.bytes.length === 4 ? value.bytes.readInt32BE(0) : undefined;
};
export const flagIn = (attributes: readonly WireAttribute[], name: string): boolean =>
  find(attributes, name)[0]?.bytes[0] === 1;
export const rangesIn = (
  attributes: readonly WireAttribute[],
  name: string,
): { lower: number; upper: number }[] =>
  find(attributes, name)
    .filter((value) => value.bytes.length === 8)
    .map((value) => ({ lower: value.bytes.readInt32BE(0), upper: value.bytes.readInt32BE(4) }));

/** A written attribute: its name, for `requested-attributes`, and its bytes. */
export type Written = { readonly name: string; readonly bytes: Buffer };

const field = (tag: number, name: string, value: Buffer): Buffer => {
  const head = Buffer.alloc(3 + Buffer.byteLength(name) + 2);
  head.writeUInt8(tag, 0);
  head.writeUInt16BE(Buffer.byteLength(name), 1);
  head.write(name, 3);
  head.writeUInt16BE(value.length, head.length - 2);
  return Buffer.concat([head, value]);
};

const int32 = (...numbers: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(4 * numbers.length);
  numbers.forEach((number, index) => {
    bytes.writeInt32BE(number, 4 * index);
  });
  return bytes;
};

export const raw = (name: string, values: readonly { tag: number; bytes: Buffer }[]): Written => ({
  name,
  bytes: Buffer.concat(values.map((value, index) => field(value.tag, index === 0 ? name : '', value.bytes))),
});

const ofTag =
  <T>(tag: number, toBytes: (value: T) => Buffer) =>
  (name: string, ...values: readonly T[]): Written =>
    raw(
      name,
      values.map((value) => ({ tag, bytes: toBytes(value) })),
    );

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');
export const write = {
  integer: ofTag<number>(0x21, (number) => int32(number)),
  boolean: ofTag<boolean>(0x22, (flag) => Buffer.of(flag ? 1 : 0)),
  enum: ofTag<number>(0x23, (number) => int32(number)),
  range: ofTag<readonly [number, number]>(0x33, ([lower, upper]) => int32(lower, upper)),
  octets: ofTag<string>(0x30, (text) => Buffer.from(text, 'latin1')),
  text: ofTag<string>(0x41, utf8),
  name: ofTag<string>(0x42, utf8),
  keyword: ofTag<string>(0x44, utf8),
  uri: ofTag<string>(0x45, utf8),
  charset: ofTag<string>(0x47, utf8),
  language: ofTag<string>(0x48, utf8),
  mimeType: ofTag<string>(0x49, utf8),
  noValue: (name: string): Written => raw(name, [{ tag: 0x13, bytes: Buffer.alloc(0) }]),
  /** A collection of integer members, one level deeper where a member is a collection itself. */
  collection: (name: string, members: Members): Written => ({ name, bytes: collection(name, members) }),
} as const;

type Members = { readonly [name: string]: number | Members };

const collection = (name: string, members: Members): Buffer =>
  Buffer.concat([
    field(0x34, name, Buffer.alloc(0)),
    ...Object.entries(members).flatMap(([member, value]) => [
      field(0x4a, '', utf8(member)),
      typeof value === 'number' ? field(0x21, '', int32(value)) : collection('', value),
    ]),
    field(0x37, '', Buffer.alloc(0)),
  ]);

export type WireGroup = { readonly tag: number; readonly attributes: readonly Written[] };

/** A whole reply; charset and language come first by themselves. */
export const writeReply = (
  request: { readonly major: number; readonly minor: number; readonly requestId: number },
  status: number,
  groups: readonly WireGroup[],
): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt8(request.major, 0);
  head.writeUInt8(request.minor, 1);
  head.writeUInt16BE(status, 2);
  head.writeInt32BE(request.requestId, 4);
  const operation: WireGroup = {
    tag: 0x01,
    attributes: [
      write.charset('attributes-charset', 'utf-8'),
      write.language('attributes-natural-language', 'en'),
    ],
  };
  const body = [operation, ...groups].flatMap((group) => [
    Buffer.of(group.tag),
    ...group.attributes.map((attribute) => attribute.bytes),
  ]);
  return Buffer.concat([head, ...body, Buffer.of(0x03)]);
};
