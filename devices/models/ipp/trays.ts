import type { IppAttribute } from './message.ts';

/**
 * PWG 5100.13 §5.6.20, `printer-input-tray`: one octetString a tray, `key=value;` pairs in ASCII with the names of RFC 3805's
 * prtInput group, as `type=sheetFeedAutoRemovableTray;mediafeed=0;…;maxcapacity=250;level=120;status=0;name=Tray%201;`.
 * `level` counts sheets as far as the printer can; -1 other, -2 unknown, -3 at least one.
 */
const levelOf = (tray: string): number | undefined => {
  const pairs = new Map(
    tray.split(';').map((pair) => {
      const [key = '', value = ''] = pair.split('=');
      return [key.trim().toLowerCase(), value.trim()] as const;
    }),
  );
  const level = pairs.get('level');
  return level !== undefined && /^\d{1,6}$/.test(level) ? Number(level) : undefined;
};

/**
 * Sheets in the tray, of a printer with just one and a manual feed at most: of several nobody says which one holds A4.
 * Undefined: it does not say.
 */
export const sheetsIn = (attributes: readonly IppAttribute[]): number | undefined => {
  const values = attributes.find(({ name }) => name === 'printer-input-tray')?.values ?? [];
  const trays = values
    .flatMap((value) => (value.type === 'octetString' ? [Buffer.from(value.value).toString('latin1')] : []))
    .filter((tray) => !/type=sheetFeedManual/i.test(tray));
  const [tray, another] = trays;
  return tray === undefined || another !== undefined ? undefined : levelOf(tray);
};
