/** IPP messages for tests: two that were recorded, and any that can be. */
import fc from 'fast-check';
import type { IppAttribute, IppMessage, IppValue } from '../../../devices/models/ipp/message.ts';
import { outOfBandTags, stringTags } from '../../../devices/models/ipp/value-tags.ts';

/** What a known printer accepted: Get-Printer-Attributes for three attributes. */
export const recordedRequest =
  '0200000b0000000101470012617474726962757465732d6368617273657400057574662d3848001b617474726962757465732d6e61747572616c2d6c616e67756167650002656e45000b7072696e7465722d757269001f6970703a2f2f6c6f63616c686f73743a31383633312f6970702f7072696e744400147265717565737465642d61747472696275746573000d7072696e7465722d737461746544000000157072696e7465722d73746174652d726561736f6e7344000000197072696e7465722d69732d616363657074696e672d6a6f627303';
/** Its answer. */
export const recordedReply =
  '020000000000000101470012617474726962757465732d6368617273657400057574662d3848001b617474726962757465732d6e61747572616c2d6c616e67756167650002656e042200197072696e7465722d69732d616363657074696e672d6a6f627300010123000d7072696e7465722d73746174650004000000034400157072696e7465722d73746174652d726561736f6e7300046e6f6e6503';

export const bytesOfHex = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const int32 = fc.integer({ min: -0x80000000, max: 0x7fffffff });
const text = fc.string({ unit: 'grapheme', maxLength: 20 });
const keysOf = <K extends string>(table: Readonly<Record<K, number>>) =>
  fc.constantFrom(...(Object.keys(table) as K[]));
const name = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 12 });

const { value } = fc.letrec<{ value: IppValue; attribute: IppAttribute }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ type: fc.constantFrom('integer' as const, 'enum' as const), value: int32 }),
    fc.record({ type: fc.constant('boolean' as const), value: fc.boolean() }),
    fc.record({ type: keysOf(stringTags), value: text }),
    fc.record({ type: keysOf(outOfBandTags) }),
    fc.record({
      type: fc.constantFrom('textWithLanguage' as const, 'nameWithLanguage' as const),
      language: text,
      value: text,
    }),
    fc.record({ type: fc.constant('rangeOfInteger' as const), lower: int32, upper: int32 }),
    fc.record({ type: fc.constant('resolution' as const), x: int32, y: int32, unit: fc.constantFrom(3, 4) }),
    fc.record({ type: fc.constant('dateTime' as const), value: bytes(11) }),
    fc.record({ type: fc.constant('octetString' as const), value: fc.uint8Array({ maxLength: 20 }) }),
    fc.record({
      type: fc.constant('opaque' as const),
      tag: fc.constant(0x7e),
      value: fc.uint8Array({ maxLength: 9 }),
    }),
    fc.record({
      type: fc.constant('collection' as const),
      members: fc.array(tie('attribute'), { maxLength: 3 }),
    }),
  ),
  attribute: fc.record({ name, values: fc.array(tie('value'), { minLength: 1, maxLength: 3 }) }),
}));

/** Any message that IPP can hold, collections in collections included. */
export const anyIppMessage: fc.Arbitrary<IppMessage> = fc
  .record({
    version: fc.record({ major: fc.integer({ min: 1, max: 2 }), minor: fc.integer({ min: 0, max: 2 }) }),
    code: fc.integer({ min: 0, max: 0xffff }),
    requestId: int32,
    groups: fc.array(
      fc.record({
        tag: fc.constantFrom(1, 2, 4, 5, 9),
        attributes: fc.array(fc.record({ name, values: fc.array(value, { minLength: 1, maxLength: 3 }) }), {
          maxLength: 4,
        }),
      }),
      { maxLength: 4 },
    ),
    data: fc.uint8Array({ maxLength: 30 }),
  })
  // Ordinary objects: fast-check also makes some without a prototype.
  .map((message) => structuredClone(message));
