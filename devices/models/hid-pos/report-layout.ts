/**
 * Where the parts of a scanned code lie in an input report. Byte offsets count from the report as it is delivered, its id
 * included where there is one.
 */
export type ReportLayout = {
  /** Undefined when the device does not number its reports. */
  readonly reportId: number | undefined;
  readonly count: number;
  /** The three characters of the AIM identifier. */
  readonly symbology: readonly number[];
  readonly data: { readonly offset: number; readonly length: number };
  readonly continued: { readonly offset: number; readonly mask: number } | undefined;
};

type Field = {
  readonly reportId: number | undefined;
  readonly usage: number;
  readonly bitOffset: number;
  readonly bits: number;
  readonly count: number;
};

/** Usages, page in the upper half: Byte Count of the generic desktop page, the others of the POS scanner page (0x8C). */
const byteCount = 0x0001_003b;
const symbologyIds = [0x008c_00fb, 0x008c_00fc, 0x008c_00fd] as const;
const decodedData = 0x008c_00fe;
const continued = 0x008c_00ff;

type Item = { readonly kind: 'main' | 'global' | 'local'; readonly tag: number; readonly value: number };

/** Short items of a report descriptor (HID 1.11, 6.2.2.2). Stops at the first that is cut off; long items are passed over. */
const itemsOf = function* (descriptor: Uint8Array): Generator<Item> {
  for (let at = 0; at < descriptor.length; ) {
    const prefix = descriptor[at] ?? 0;
    if (prefix === 0xfe) {
      at += 3 + (descriptor[at + 1] ?? 0);
      continue;
    }
    const size = [0, 1, 2, 4][prefix & 3] ?? 0;
    if (at + 1 + size > descriptor.length) return;
    let value = 0;
    for (let byte = size; byte >= 1; byte -= 1) value = value * 256 + (descriptor[at + byte] ?? 0);
    const kind = (['main', 'global', 'local'] as const)[(prefix >> 2) & 3];
    if (kind) yield { kind, tag: prefix >> 4, value };
    at += 1 + size;
  }
};

const inputTag = 8;

/** The input fields of a descriptor, each with its place. */
const inputFieldsOf = (descriptor: Uint8Array): readonly Field[] => {
  const fields: Field[] = [];
  const ends = new Map<number | undefined, number>();
  let page = 0;
  let bits = 0;
  let count = 0;
  let reportId: number | undefined;
  let usages: number[] = [];
  for (const { kind, tag, value } of itemsOf(descriptor)) {
    if (kind === 'global') {
      if (tag === 0) page = value;
      else if (tag === 7) bits = value;
      else if (tag === 8) reportId = value;
      else if (tag === 9) count = value;
    } else if (kind === 'local') {
      // A usage of four bytes brings its own page.
      if (tag === 0) usages.push(value > 0xffff ? value : page * 0x1_0000 + value);
    } else {
      if (tag === inputTag) {
        const start = ends.get(reportId) ?? (reportId === undefined ? 0 : 8);
        const each = Math.max(1, usages.length);
        usages.forEach((usage, index) => {
          // The last usage stands for all further values.
          const share = index === each - 1 ? count - index : 1;
          fields.push({ reportId, usage, bitOffset: start + index * bits, bits, count: share });
        });
        ends.set(reportId, start + bits * count);
      }
      usages = [];
    }
  }
  return fields;
};

/** The layout that a report descriptor states, or undefined when it is none of a POS scanner with whole-byte fields. */
export const layoutOfDescriptor = (descriptor: Uint8Array): ReportLayout | undefined => {
  const fields = inputFieldsOf(descriptor);
  const data = fields.find(({ usage }) => usage === decodedData);
  if (!data) return undefined;
  const inSameReport = (usage: number) =>
    fields.find((field) => field.usage === usage && field.reportId === data.reportId);
  const count = inSameReport(byteCount);
  if (!count || [count, data].some(({ bitOffset, bits }) => bitOffset % 8 !== 0 || bits !== 8))
    return undefined;
  const more = inSameReport(continued);
  return {
    reportId: data.reportId,
    count: count.bitOffset / 8,
    symbology: symbologyIds.flatMap((usage) => {
      const id = inSameReport(usage);
      return id && id.bits === 8 ? [id.bitOffset / 8] : [];
    }),
    data: { offset: data.bitOffset / 8, length: data.count },
    continued: more && { offset: Math.floor(more.bitOffset / 8), mask: 1 << (more.bitOffset % 8) },
  };
};

/**
 * The layout of a report of which only the outside is known: the usual one, with the data behind the `]` of the AIM identifier,
 * which some models put one byte later. With 64 bytes two vendor bytes stand before the last; models without them send 62.
 */
export const guessedLayout = (report: Uint8Array, earlier?: ReportLayout): ReportLayout => {
  const bracket = [2, 3].find((at) => report[at] === 0x5d);
  if (bracket === undefined && earlier) return earlier;
  const at = bracket ?? 2;
  const last = report.length - 1;
  const end = report.length >= 64 ? last - 2 : last;
  return {
    reportId: 2,
    count: 1,
    symbology: [at, at + 1, at + 2],
    data: { offset: at + 3, length: Math.max(0, end - (at + 3)) },
    continued: { offset: last, mask: 1 },
  };
};
