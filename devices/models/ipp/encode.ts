import type { IppAttribute, IppMessage, IppValue } from './message.ts';
import { encodeText, encodeValue } from './value-codec.ts';
import { ceilings, endOfAttributesTag, valueTag } from './value-tags.ts';

const empty = new Uint8Array(0);

/** Grows by chunks; joined once at the end. */
class Writer {
  readonly #chunks: Uint8Array[] = [];
  #length = 0;

  bytes(bytes: Uint8Array): void {
    this.#chunks.push(bytes);
    this.#length += bytes.length;
  }

  numbers(...numbers: readonly number[]): void {
    this.bytes(Uint8Array.from(numbers));
  }

  /** tag, name length, name, value length, value. */
  field(tag: number, name: Uint8Array, value: Uint8Array): void {
    for (const part of [name, value])
      if (part.length > ceilings.valueBytes) throw new RangeError(`An IPP field of ${part.length} bytes`);
    this.numbers(tag, name.length >> 8, name.length & 0xff);
    this.bytes(name);
    this.numbers(value.length >> 8, value.length & 0xff);
    this.bytes(value);
  }

  joined(): Uint8Array {
    const whole = new Uint8Array(this.#length);
    let at = 0;
    for (const chunk of this.#chunks) {
      whole.set(chunk, at);
      at += chunk.length;
    }
    return whole;
  }
}

const writeValue = (writer: Writer, name: Uint8Array, value: IppValue): void => {
  if (value.type !== 'collection') {
    const { tag, bytes } = encodeValue(value);
    writer.field(tag, name, bytes);
    return;
  }
  writer.field(valueTag.begCollection, name, empty);
  for (const member of value.members) {
    writer.field(valueTag.memberAttrName, empty, encodeText(member.name));
    for (const memberValue of member.values) writeValue(writer, empty, memberValue);
  }
  writer.field(valueTag.endCollection, empty, empty);
};

const writeAttribute = (writer: Writer, attribute: IppAttribute): void => {
  attribute.values.forEach((value, index) => {
    writeValue(writer, index === 0 ? encodeText(attribute.name) : empty, value);
  });
};

/**
 * The bytes of a message, `data` included.
 * Throws a RangeError for a name or value above 32767 bytes: our own requests never have one.
 */
export const encode = (message: IppMessage): Uint8Array => {
  const writer = new Writer();
  const { version, code, requestId } = message;
  writer.numbers(version.major, version.minor, code >> 8, code & 0xff);
  writer.numbers(requestId >>> 24, (requestId >> 16) & 0xff, (requestId >> 8) & 0xff, requestId & 0xff);
  for (const group of message.groups) {
    writer.numbers(group.tag);
    for (const attribute of group.attributes) writeAttribute(writer, attribute);
  }
  writer.numbers(endOfAttributesTag);
  writer.bytes(message.data);
  return writer.joined();
};
