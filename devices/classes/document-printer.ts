import type { Device, DeviceError } from '../device.ts';

export type PrintRequest = {
  readonly pdf: Uint8Array;
  /** Pages in the PDF, counted by the caller. */
  readonly pages: number;
  /** 1-based, in order; absent: all. A re-print after a jam names the pages that are still owed. */
  readonly only?: readonly number[];
  readonly sides: 'one-sided' | 'two-sided-long-edge';
  readonly copies: number;
  /** PWG media name, e.g. `iso_a4_210x297mm`. */
  readonly media: string;
};

/** Every sheet asked for ends as one of these; the sum is always the number asked for. */
export type SheetLedger = {
  readonly asked: number;
  readonly taken: number;
  readonly spoiled: number;
  readonly unknown: number;
};

export type PrintProgress = { readonly sheetsDone: number; readonly sheets: number };

export type PrintEnd =
  | { readonly ok: true; readonly ledger: SheetLedger }
  /** `owed`: 1-based pages that did not come out; a re-print asks for just these. */
  | {
      readonly ok: false;
      readonly error: DeviceError;
      readonly ledger: SheetLedger;
      readonly owed: readonly number[];
    };

export interface DocumentPrinter extends Device {
  readonly role: 'documentPrinter';
  /** Done only when the printer's own job state says completed. */
  print(
    request: PrintRequest,
    onProgress: (progress: PrintProgress) => void,
    signal: AbortSignal,
  ): Promise<PrintEnd>;
}
