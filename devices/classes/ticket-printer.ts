import type { Device, Outcome } from '../device.ts';

/** A slip, described; the model lays it out. 80 mm paper, 576 dots, 48 columns of the small font. */
export type SlipLine =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly align?: 'left' | 'centre' | 'right';
      /** 1 = 24 dots high, 2 = double, … at most 8. */
      readonly size?: 1 | 2 | 3 | 4 | 5 | 6;
      readonly bold?: boolean;
    }
  | { readonly kind: 'columns'; readonly left: string; readonly right: string; readonly bold?: boolean }
  | { readonly kind: 'rule' }
  | { readonly kind: 'qr'; readonly data: string /** 1 to 16 dots a module. */; readonly module?: number }
  | {
      readonly kind: 'picture';
      readonly width: number;
      readonly height: number /** 1 bit a dot, rows padded to bytes, 1 = black. */;
      readonly bits: Uint8Array;
    }
  | { readonly kind: 'feed'; readonly lines: number };

/** Printed top to bottom, then fed and cut. */
export type Slip = { readonly lines: readonly SlipLine[] };

export interface TicketPrinter extends Device {
  readonly role: 'ticketPrinter';
  /**
   * Resolves `ok` only when the printer itself has said that everything before its marker has been printed.
   * `outcome-unknown`: bytes went out and no answer came; nothing is sent again by itself.
   * `rejected`: nothing of this slip came out (paper out, cover open before the first byte).
   */
  print(slip: Slip, signal: AbortSignal): Promise<Outcome<{ readonly printed: true }>>;
}
