import type { DocumentPrinter, PrintEnd } from '../../../devices/classes/document-printer.ts';
import type { TicketPrinter } from '../../../devices/classes/ticket-printer.ts';
import { failed, succeeded } from '../../../devices/device.ts';
import type { Clock } from '../../../devices/transports/transport.ts';
import type { Draw } from '../../core/support/walk/draw.ts';

const still = {
  status: () => ({ link: 'ready', conditions: [] }) as const,
  onStatus: () => () => undefined,
  start: () => Promise.resolve(),
  stop: () => Promise.resolve(),
};

/** The paper itself, which no crash of a kiosk takes back: what lies in the slot, and what was crumpled. */
export class Paper {
  out = 0;
  spoiled = 0;
}

const SHEET = 4_000;

/** Prints sheet by sheet; jams, runs out, or falls silent in the middle. `clock` ends with the kiosk's process, the paper does not. */
export const simDocumentPrinter = (draw: Draw, clock: Clock, paper: () => Paper): DocumentPrinter => ({
  ...still,
  role: 'documentPrinter',
  print: (request, onProgress) => {
    const job = paper();
    const pages = request.only ?? Array.from({ length: request.pages }, (_, index) => index + 1);
    const asked = pages.length;
    const trouble = draw(4) === 0 ? (['jam', 'paper-out', 'silent'] as const)[draw(3)] : undefined;
    const at = draw(asked);
    return new Promise((resolve) => {
      const finish = (end: PrintEnd): void => void clock.after(500, () => resolve(end));
      const stopped = (taken: number, spoiled: number, unknown: number): PrintEnd => ({
        ...failed(unknown > 0 ? 'outcome-unknown' : 'rejected', `${trouble}`),
        ledger: { asked, taken, spoiled, unknown },
        owed: pages.slice(taken),
      });
      const sheet = (done: number): void => {
        if (done === asked)
          return finish({ ok: true, ledger: { asked, taken: asked, spoiled: 0, unknown: 0 } });
        if (trouble !== undefined && done === at) {
          if (trouble === 'paper-out') return finish(stopped(done, 0, 0));
          if (trouble === 'jam') {
            job.spoiled += 1;
            return finish(stopped(done, 1, 0));
          }
          // The rest comes out or does not; nobody says so.
          job.out += draw(asked - done + 1);
          return finish(stopped(done, 0, asked - done));
        }
        clock.after(SHEET, () => {
          job.out += 1;
          onProgress({ sheetsDone: done + 1, sheets: asked });
          sheet(done + 1);
        });
      };
      sheet(0);
    });
  },
});

export const simTicketPrinter = (draw: Draw, clock: Clock): TicketPrinter => ({
  ...still,
  role: 'ticketPrinter',
  print: () =>
    new Promise((resolve) => {
      const fate = draw(12);
      const outcome =
        fate === 0
          ? failed('rejected', 'no paper')
          : fate === 1
            ? failed('outcome-unknown', 'silent')
            : succeeded({ printed: true } as const);
      clock.after(1_500, () => resolve(outcome));
    }),
});
