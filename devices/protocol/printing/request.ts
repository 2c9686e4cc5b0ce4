import type { PrintRequest } from '../../classes/document-printer.ts';

/** Why a request can't be printed by anyone; undefined when it can. */
export const faultOf = (request: PrintRequest): string | undefined => {
  const { pages, only, copies } = request;
  const whole = (number: number, most: number) => Number.isInteger(number) && number >= 1 && number <= most;
  if (!whole(pages, 100_000)) return `${pages} pages`;
  if (!whole(copies, 999)) return `${copies} copies`;
  if (only?.length === 0) return 'no page chosen';
  const wrong = only?.find((page) => !whole(page, pages));
  return wrong === undefined ? undefined : `page ${wrong} of ${pages}`;
};

/** The 1-based pages that are to come out of one copy, in order. */
export const pagesOf = (request: PrintRequest): readonly number[] =>
  request.only ??
  Array.from({ length: Math.max(0, Math.min(100_000, request.pages)) }, (_, index) => index + 1);
