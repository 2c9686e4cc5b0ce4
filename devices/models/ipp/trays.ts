import type { IppAttribute } from './message.ts';

/**
 * PWG 5100.13 §5.6.20, `printer-input-tray`: one octetString a tray, `key=value;` pairs in ASCII with the names of RFC 3805's
 * prtInput group, as `type=sheetFeedAutoRemovableTray;mediafeed=0;…;maxcapacity=250;level=120;status=0;name=Tray%201;`.
 * `level` counts sheets as far as the printer can; -1 other, -2 unknown, -3 at least one.
 */
const pairsOf = (tray: string): ReadonlyMap<string, string> =>
  new Map(
    tray.split(';').map((pair) => {
      const [key = '', value = ''] = pair.split('=');
      return [key.trim().toLowerCase(), value.trim()] as const;
    }),
  );

const countIn = (tray: string, key: string): number | undefined => {
  const value = pairsOf(tray).get(key);
  return value !== undefined && /^\d{1,6}$/.test(value) ? Number(value) : undefined;
};

/** The trays of one attribute, as they are written. */
const traysOf = (attributes: readonly IppAttribute[], name: string): readonly string[] =>
  (attributes.find((attribute) => attribute.name === name)?.values ?? []).flatMap((value) =>
    value.type === 'octetString' ? [Buffer.from(value.value).toString('latin1')] : [],
  );

/**
 * Sheets in the tray, of a printer with just one and a manual feed at most: of several nobody says which one holds A4.
 * Undefined: it does not say.
 */
export const sheetsIn = (attributes: readonly IppAttribute[]): number | undefined => {
  const trays = traysOf(attributes, 'printer-input-tray').filter(
    (tray) => !/type=sheetFeedManual/i.test(tray),
  );
  const [tray, another] = trays;
  return tray === undefined || another !== undefined ? undefined : countIn(tray, 'level');
};

/**
 * Whether sheets lie in an output tray: PWG 5100.13 §5.6.36, `printer-output-tray`, with the names of RFC 3805's prtOutput group, as
 * `type=unRemovableBin;maxcapacity=250;remaining=248;status=0;name=Top;`. A tray that does not count is taken for an empty one.
 */
export const outputHoldsSheets = (attributes: readonly IppAttribute[]): boolean =>
  traysOf(attributes, 'printer-output-tray').some((tray) => {
    const [most = 0, rest = most] = [countIn(tray, 'maxcapacity'), countIn(tray, 'remaining')];
    return rest < most;
  });
