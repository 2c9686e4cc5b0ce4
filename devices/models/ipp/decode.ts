import type { IppAttribute, IppGroup, IppMessage, IppValue } from './message.ts';
import { decodeText, decodeValue } from './value-codec.ts';
import { ceilings, endOfAttributesTag, firstValueTag, valueTag } from './value-tags.ts';

export type Malformed = { readonly at: number; readonly reason: string };
export type Decoded =
  | { readonly ok: true; readonly message: IppMessage }
  | { readonly ok: false; readonly malformed: Malformed };

type Field = { readonly tag: number; readonly name: string; readonly value: Uint8Array; readonly at: number };
type OpenAttribute = { readonly name: string; readonly values: IppValue[] };
type Step<T> = T | Malformed;

const headerLength = 8;
const isMalformed = (step: object): step is Malformed => 'reason' in step;

class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  at = headerLength;
  #values = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  header(): Pick<IppMessage, 'version' | 'code' | 'requestId'> {
    const view = this.#view;
    const version = { major: view.getUint8(0), minor: view.getUint8(1) };
    return { version, code: view.getUint16(2), requestId: view.getInt32(4) };
  }

  malformed(reason: string): Malformed {
    return { at: this.at, reason };
  }

  peek(): number | undefined {
    return this.#bytes[this.at];
  }

  rest(): Uint8Array {
    return this.#bytes.slice(this.at);
  }

  #lengthAndBytes(): Uint8Array | undefined {
    if (this.at + 2 > this.#bytes.length) return undefined;
    const length = this.#view.getUint16(this.at);
    const from = this.at + 2;
    if (length > ceilings.valueBytes || from + length > this.#bytes.length) return undefined;
    this.at = from + length;
    return this.#bytes.subarray(from, this.at);
  }

  field(): Step<Field> {
    const at = this.at;
    const tag = this.peek();
    if (tag === undefined) return this.malformed('ends in the middle of an attribute');
    if (at > ceilings.attributeBytes || ++this.#values > ceilings.values) return this.malformed('too long');
    this.at += 1;
    const name = this.#lengthAndBytes();
    const value = name && this.#lengthAndBytes();
    if (!name || !value) return this.malformed('a length reaches beyond the message');
    return { tag, name: decodeText(name), value, at };
  }

  /** The value of a field; for a collection, reads on to its end. */
  value(field: Field, depth: number): Step<{ readonly value: IppValue }> {
    if (field.tag === valueTag.begCollection) return this.#collection(depth + 1);
    if (field.tag === valueTag.endCollection || field.tag === valueTag.memberAttrName)
      return { at: field.at, reason: 'a collection tag outside a collection' };
    return { value: decodeValue(field.tag, field.value) };
  }

  #collection(depth: number): Step<{ readonly value: IppValue }> {
    if (depth > ceilings.collectionDepth) return this.malformed('collections nested too deep');
    const members: OpenAttribute[] = [];
    for (;;) {
      const field = this.field();
      if (isMalformed(field)) return field;
      if (field.tag < firstValueTag) return { at: field.at, reason: 'a collection is not closed' };
      if (field.tag === valueTag.endCollection) break;
      if (field.tag === valueTag.memberAttrName) {
        members.push({ name: decodeText(field.value), values: [] });
        continue;
      }
      const member = members.at(-1);
      if (!member) return { at: field.at, reason: 'a member value without a member name' };
      const step = this.value(field, depth);
      if (isMalformed(step)) return step;
      member.values.push(step.value);
    }
    return { value: { type: 'collection', members: members.filter((member) => member.values.length > 0) } };
  }
}

const readGroup = (reader: Reader, tag: number): Step<IppGroup> => {
  const attributes: OpenAttribute[] = [];
  for (let next = reader.peek(); next !== undefined && next >= firstValueTag; next = reader.peek()) {
    const field = reader.field();
    if (isMalformed(field)) return field;
    const step = reader.value(field, 0);
    if (isMalformed(step)) return step;
    if (field.name !== '') attributes.push({ name: field.name, values: [step.value] });
    else if (attributes.length === 0) return { at: field.at, reason: 'a further value without an attribute' };
    else attributes.at(-1)?.values.push(step.value);
  }
  return { tag, attributes: attributes satisfies readonly IppAttribute[] };
};

/** Never throws and never reads outside `bytes`: what is no IPP message comes back as `malformed`. */
export const decode = (bytes: Uint8Array): Decoded => {
  const reader = new Reader(bytes);
  if (bytes.length < headerLength + 1)
    return { ok: false, malformed: { at: bytes.length, reason: 'too short' } };
  const groups: IppGroup[] = [];
  for (;;) {
    const tag = reader.peek();
    if (tag === undefined) return { ok: false, malformed: reader.malformed('no end-of-attributes tag') };
    if (tag === 0 || tag >= firstValueTag)
      return { ok: false, malformed: reader.malformed('an attribute outside a group') };
    reader.at += 1;
    if (tag === endOfAttributesTag) break;
    const group = readGroup(reader, tag);
    if (isMalformed(group)) return { ok: false, malformed: group };
    groups.push(group);
  }
  return { ok: true, message: { ...reader.header(), groups, data: reader.rest() } };
};
