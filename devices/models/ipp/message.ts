/** The shapes of an IPP message (RFC 8010 §3) and the few look-ups that the rest of the model needs. */

/** Values by their tag; `text` and friends are UTF-8 on the wire. */
export type IppValue =
  | { readonly type: 'integer' | 'enum'; readonly value: number }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: StringType; readonly value: string }
  | {
      readonly type: 'textWithLanguage' | 'nameWithLanguage';
      readonly language: string;
      readonly value: string;
    }
  | { readonly type: 'rangeOfInteger'; readonly lower: number; readonly upper: number }
  /** `unit` 3 = dots per inch, 4 = dots per centimetre. */
  | { readonly type: 'resolution'; readonly x: number; readonly y: number; readonly unit: number }
  /** RFC 2579 DateAndTime, 11 bytes, as sent. */
  | { readonly type: 'dateTime'; readonly value: Uint8Array }
  | { readonly type: 'octetString'; readonly value: Uint8Array }
  | { readonly type: 'collection'; readonly members: readonly IppAttribute[] }
  /** The printer says that there is no value, and why. */
  | { readonly type: OutOfBandType }
  /** A tag that is not in our table, or a value whose length is wrong for its tag: kept as it came. */
  | { readonly type: 'opaque'; readonly tag: number; readonly value: Uint8Array };

export type StringType =
  | 'text'
  | 'name'
  | 'keyword'
  | 'uri'
  | 'uriScheme'
  | 'charset'
  | 'naturalLanguage'
  | 'mimeMediaType';

export type OutOfBandType =
  | 'unsupported'
  | 'default'
  | 'unknown'
  | 'no-value'
  | 'not-settable'
  | 'delete-attribute'
  | 'admin-define';

/** One attribute; several values make a 1setOf. `values` is never empty. */
export type IppAttribute = { readonly name: string; readonly values: readonly IppValue[] };

/** `tag` is the delimiter (1 operation, 2 job, 4 printer, 5 unsupported …). */
export type IppGroup = { readonly tag: number; readonly attributes: readonly IppAttribute[] };

export const groupTag = { operation: 0x01, job: 0x02, printer: 0x04, unsupported: 0x05 } as const;

export type IppMessage = {
  readonly version: { readonly major: number; readonly minor: number };
  /** Operation id in a request, status code in a reply. */
  readonly code: number;
  readonly requestId: number;
  readonly groups: readonly IppGroup[];
  /** What follows the end-of-attributes tag: the document in a request. */
  readonly data: Uint8Array;
};

/** The attributes of all groups with this tag's first occurrence; empty when there is none. */
export const attributesOf = (message: IppMessage, tag: number): readonly IppAttribute[] =>
  message.groups.find((group) => group.tag === tag)?.attributes ?? [];

const valuesOf = (attributes: readonly IppAttribute[], name: string): readonly IppValue[] =>
  attributes.find((attribute) => attribute.name === name)?.values ?? [];

/** First integer or enum of that name; undefined when absent or of another type. */
export const integerOf = (attributes: readonly IppAttribute[], name: string): number | undefined => {
  const [value] = valuesOf(attributes, name);
  return value?.type === 'integer' || value?.type === 'enum' ? value.value : undefined;
};

/** All integers and enums of that name. */
export const integersOf = (attributes: readonly IppAttribute[], name: string): readonly number[] =>
  valuesOf(attributes, name).flatMap((value) =>
    value.type === 'integer' || value.type === 'enum' ? [value.value] : [],
  );

export const booleanOf = (attributes: readonly IppAttribute[], name: string): boolean | undefined => {
  const [value] = valuesOf(attributes, name);
  return value?.type === 'boolean' ? value.value : undefined;
};

/** All values of that name that are text of any kind. */
export const stringsOf = (attributes: readonly IppAttribute[], name: string): readonly string[] =>
  valuesOf(attributes, name).flatMap((value) =>
    'value' in value && typeof value.value === 'string' ? [value.value] : [],
  );

export const stringOf = (attributes: readonly IppAttribute[], name: string): string | undefined =>
  stringsOf(attributes, name)[0];

/** The upper end of the first rangeOfInteger of that name. */
export const upperOf = (attributes: readonly IppAttribute[], name: string): number | undefined => {
  const [value] = valuesOf(attributes, name);
  return value?.type === 'rangeOfInteger' ? value.upper : undefined;
};
