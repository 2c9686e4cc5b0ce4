import { z } from 'zod';
import { FieldValue } from '../../contract/field-value.ts';

/** What a person had begun. Scanned papers are not in it, only which they were: the originals are in the person's hand. */
export const DraftContent = z.object({
  /** An item, or a bundle of them. */
  itemId: z.string(),
  onBehalf: z.boolean().default(false),
  values: z.record(z.string(), FieldValue),
  /** Papers that had been scanned, by their keys. */
  papers: z.array(z.string()).default([]),
});
export type DraftContent = z.infer<typeof DraftContent>;

/** The card that a draft belongs to; only this card opens it. */
export type DraftHolder = {
  readonly documentType: string;
  readonly idNumber: string;
  readonly validFrom: string;
};
