import type { ScannedCode } from '../../classes/code-scanner.ts';
import { guessedLayout, layoutOfDescriptor, type ReportLayout } from './report-layout.ts';
import { longestCode, textOf } from './text.ts';

/** Whole codes, and how many bytes were thrown away: reports that don't add up, codes cut off or too long. */
export type Scanned = { readonly codes: readonly ScannedCode[]; readonly discarded: number };

/** Puts codes together from what a scanner sends. */
export interface CodeAssembler {
  push(chunk: Uint8Array): Scanned;
  /** So many milliseconds of silence mean that nothing more of this code will come. */
  readonly gap: number;
  /** The gap has passed. */
  silence(): Scanned;
  /** True while a code is begun and not whole. */
  readonly unfinished: boolean;
}

const join = (parts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));
const sizeOf = (parts: readonly Uint8Array[]): number => parts.reduce((sum, { length }) => sum + length, 0);

const codeOf = (bytes: Uint8Array, symbology: string | undefined): Scanned => {
  const text = textOf(bytes);
  if (text === undefined) return { codes: [], discarded: bytes.length };
  return { codes: [{ text, ...(symbology === undefined ? {} : { symbology }) }], discarded: 0 };
};

const aimIdentifier = (report: Uint8Array, places: readonly number[]): string | undefined => {
  const text = String.fromCharCode(...places.map((place) => report[place] ?? 0));
  return /^\][A-Za-z][0-9A-Za-z]$/.test(text) ? text : undefined;
};

/**
 * HID POS: a code comes in one or more reports, each saying whether it goes on. A code whose rest does not come is thrown away:
 * half a number is a wrong number.
 * @param descriptor the device's report descriptor, where the system tells it; else the layout is found by the `]`
 */
export const reportAssembler = (descriptor?: Uint8Array): CodeAssembler => {
  const stated = descriptor && layoutOfDescriptor(descriptor);
  let parts: Uint8Array[] = [];
  let symbology: string | undefined;
  let layout: ReportLayout | undefined;
  /** A code that is too long is thrown away to its end; after a report that does not add up, everything until silence. */
  let skipping: 'no' | 'to-its-end' | 'until-silence' = 'no';
  const forget = (): number => {
    const size = sizeOf(parts);
    parts = [];
    symbology = undefined;
    layout = undefined;
    skipping = 'no';
    return size;
  };

  const push = (report: Uint8Array): Scanned => {
    const here = stated ?? guessedLayout(report, layout);
    if (here.reportId !== undefined && report[0] !== here.reportId) return { codes: [], discarded: 0 };
    const count = report[here.count] ?? 0;
    const { offset, length } = here.data;
    if (count > length || offset + count > report.length || skipping === 'until-silence') {
      const discarded = forget() + report.length;
      // It may have been a part of a code: what is left of that code must not pass for a whole one.
      skipping = 'until-silence';
      return { codes: [], discarded };
    }
    const goesOn =
      here.continued !== undefined && ((report[here.continued.offset] ?? 0) & here.continued.mask) !== 0;
    if (parts.length === 0 && skipping === 'no') symbology = aimIdentifier(report, here.symbology);
    layout = here;
    parts.push(report.slice(offset, offset + count));
    let discarded = 0;
    if (skipping !== 'no' || sizeOf(parts) > longestCode) {
      discarded = forget();
      skipping = goesOn ? 'to-its-end' : 'no';
      return { codes: [], discarded };
    }
    if (goesOn) return { codes: [], discarded: 0 };
    const code = codeOf(join(parts), symbology);
    forget();
    return code;
  };

  return {
    push,
    gap: 500,
    silence: () => ({ codes: [], discarded: forget() }),
    get unfinished() {
      return parts.length > 0 || skipping !== 'no';
    },
  };
};

const isEnd = (byte: number): boolean => byte === 0x0d || byte === 0x0a || byte === 0x09;

/** Serial: bytes up to CR, LF, CRLF or Tab; scanners set to send no ending end by a gap of 100 ms. */
export const lineAssembler = (): CodeAssembler => {
  let held: number[] = [];
  let tooLong = false;
  const finish = (): Scanned => {
    const bytes = Uint8Array.from(held);
    held = [];
    tooLong = false;
    return bytes.length === 0 ? { codes: [], discarded: 0 } : codeOf(bytes, undefined);
  };
  return {
    push: (chunk) => {
      const codes: ScannedCode[] = [];
      let discarded = 0;
      const take = (scanned: Scanned) => {
        codes.push(...scanned.codes);
        discarded += scanned.discarded;
      };
      for (const byte of chunk) {
        if (isEnd(byte)) take(finish());
        else if (tooLong) discarded += 1;
        else held.push(byte);
        if (held.length > longestCode) {
          discarded += held.length;
          held = [];
          tooLong = true;
        }
      }
      return { codes, discarded };
    },
    gap: 100,
    silence: finish,
    get unfinished() {
      return held.length > 0 || tooLong;
    },
  };
};
