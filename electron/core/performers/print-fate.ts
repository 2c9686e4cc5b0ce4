import { z } from 'zod';
import type { PrintEnd } from '../../../devices/classes/document-printer.ts';
import { timestampIn } from '../catalog/dates.ts';
import type { Store } from '../store/store.ts';

/**
 * What became of a certificate is told to the central system whatever happens: it is written down before the first
 * sheet that one is being printed, so that the start after a crash can say of it that nobody knows.
 */

const UNDER_WAY = 'prints.under-way';
const UnderWay = z.array(z.object({ id: z.string(), documentId: z.string(), asked: z.number() }));
export type PrintUnderWay = z.infer<typeof UnderWay>[number];

type FateTools = { readonly store: Store; readonly now: () => number };

const underWay = ({ settings }: Store): readonly PrintUnderWay[] => {
  const kept = UnderWay.safeParse(settings.get(UNDER_WAY));
  return kept.success ? kept.data : [];
};

export const outcomeOf = (end: PrintEnd): 'printed' | 'partly' | 'failed' | 'unknown' => {
  if (end.ok) return 'printed';
  if (end.error.code === 'outcome-unknown' || end.ledger.unknown > 0) return 'unknown';
  return end.ledger.taken > 0 ? 'partly' : 'failed';
};

const save = (
  { store, now }: FateTools,
  { id, documentId }: PrintUnderWay,
  outcome: ReturnType<typeof outcomeOf>,
  sheets: { readonly taken: number; readonly spoiled: number; readonly unknown: number },
): void => {
  store.saveRecord({
    kind: 'print',
    id,
    path: '/prints',
    body: {
      id,
      documentId,
      kioskId: store.kioskId,
      at: timestampIn(now(), store.timezone),
      outcome,
      sheets,
    },
  });
  store.settings.put(
    UNDER_WAY,
    underWay(store).filter((other) => other.id !== id),
  );
};

/**
 * Throws as the store does: then nothing may be printed. The event comes last: by the end of the audit chain a damaged
 * database is seen to have lost what was written before it (put-back.ts).
 */
export const printBegins = ({ store }: FateTools, print: PrintUnderWay): void => {
  store.settings.put(UNDER_WAY, [...underWay(store), print]);
  store.append({ kind: 'print.began', fields: { recordId: print.id, sheets: print.asked } });
};

export const printEnded = (tools: FateTools, print: PrintUnderWay, end: PrintEnd): void => {
  const { taken, spoiled, unknown } = end.ledger;
  save(tools, print, outcomeOf(end), { taken, spoiled, unknown });
};

/** At a start: of what was being printed when the kiosk went, each sheet's fate is unknown. */
export const tellUnfinishedPrints = (tools: FateTools): void => {
  for (const print of underWay(tools.store))
    save(tools, print, 'unknown', { taken: 0, spoiled: 0, unknown: print.asked });
};
