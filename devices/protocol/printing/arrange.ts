import { PDFDocument } from 'pdf-lib';

/** A page of the original by its 1-based number, or an empty side. */
export type Side = number | 'blank';

const fastest = Number.POSITIVE_INFINITY;

export type Arranged =
  | { readonly ok: true; readonly pdf: Uint8Array }
  | { readonly ok: false; readonly detail: string };

/**
 * A PDF of just these sides, in this order. Pages that appear twice share their pictures and fonts.
 * Fails, as a value, for PDFs that are encrypted, damaged or lack such a page.
 */
export const arrange = async (pdf: Uint8Array, sides: readonly Side[]): Promise<Arranged> => {
  try {
    const source = await PDFDocument.load(pdf, { parseSpeed: fastest, updateMetadata: false });
    const target = await PDFDocument.create({ updateMetadata: false });
    const numbers = sides.filter((side) => side !== 'blank');
    const beyond = numbers.find((number) => number > source.getPageCount());
    if (beyond !== undefined) return { ok: false, detail: `the PDF has no page ${beyond}` };
    const copies = await target.copyPages(
      source,
      numbers.map((number) => number - 1),
    );
    let next = 0;
    for (const side of sides) {
      const page = side === 'blank' ? undefined : copies[next++];
      if (page) target.addPage(page);
      else target.addPage([595.28, 841.89]);
    }
    return { ok: true, pdf: await target.save({ objectsPerTick: fastest, updateFieldAppearances: false }) };
  } catch (error) {
    // pdf-lib has no other way to say so; its messages speak of objects, never of content.
    return {
      ok: false,
      detail: `the PDF can't be rearranged: ${error instanceof Error ? error.name : 'unknown'}`,
    };
  }
};
