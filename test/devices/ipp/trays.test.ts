import { expect, test } from 'vitest';
import { outputHoldsSheets, sheetsIn } from '../../../devices/models/ipp/trays.ts';
import { requestFor, startedBench } from './bench.ts';

const said = (...trays: readonly string[]) => named('printer-input-tray', ...trays);

const named = (name: string, ...trays: readonly string[]) => [
  {
    name,
    values: trays.map((tray) => ({ type: 'octetString' as const, value: Buffer.from(tray, 'latin1') })),
  },
];

const tray = (level: string, type = 'sheetFeedAutoRemovableTray'): string =>
  `type=${type};mediafeed=297000;mediaxfeed=210000;maxcapacity=250;level=${level};status=0;name=Tray%201;`;

test.each([
  ['120', 120],
  ['0', 0],
  ['-2', undefined],
  ['-3', undefined],
  ['', undefined],
  ['many', undefined],
])('a tray whose level is %j has %s sheets', (level, sheets) => {
  expect(sheetsIn(said(tray(level)))).toBe(sheets);
});

test('of several trays nobody says which one holds the paper; a manual feed is none', () => {
  expect(sheetsIn(said(tray('100'), tray('200')))).toBeUndefined();
  expect(sheetsIn(said(tray('1', 'sheetFeedManual'), tray('200')))).toBe(200);
  expect(sheetsIn([])).toBeUndefined();
});

test('a printer that counts tells its sheets, and fewer after each job', async () => {
  const bench = await startedBench({ levels: true, sheets: 12 });
  expect(bench.printer.status().sheets).toBe(12);
  const told: (number | undefined)[] = [];
  bench.printer.onStatus(({ sheets }) => told.push(sheets));
  await bench.print(await requestFor(3));
  await bench.clock.advance(60_000);
  expect(bench.printer.status().sheets).toBe(9);
  expect(told.at(-1)).toBe(9);
  await bench.until(bench.printer.stop());
  expect(bench.printer.status().sheets).toBeUndefined();
});

test('a printer that does not count says nothing of sheets', async () => {
  const bench = await startedBench({ sheets: 12 });
  expect(bench.printer.status()).not.toHaveProperty('sheets');
  await bench.until(bench.printer.stop());
});

const output = (pairs: string) =>
  outputHoldsSheets(named('printer-output-tray', `type=unRemovableBin;${pairs}`));

test.each([
  ['maxcapacity=250;remaining=248;status=0;', true],
  ['maxcapacity=250;remaining=0;', true],
  ['maxcapacity=250;remaining=250;', false],
  ['maxcapacity=250;remaining=-2;', false],
  ['maxcapacity=-2;remaining=10;', false],
  ['maxcapacity=500;name=Finisher', false],
  ['', false],
])('an output tray that says "%s" holds sheets: %s', (pairs, holds) => {
  expect(output(pairs)).toBe(holds);
});

test('sheets that were not taken are told by a printer that can sense them, until they are taken', async () => {
  const bench = await startedBench({ levels: true }, {}, { outputTray: true });
  const left = () => bench.printer.status().conditions.some(({ code }) => code === 'paper-left');
  expect(left()).toBe(false);
  expect((await bench.print(await requestFor(2))).ok).toBe(true);
  await bench.clock.advance(10_000);
  expect(left()).toBe(true);
  expect((await bench.print(await requestFor(1))).ok).toBe(true);
  bench.simulator.takeSheets();
  await bench.clock.advance(10_000);
  expect(left()).toBe(false);
  await bench.until(bench.printer.stop());
});

test('a printer of which nobody said that it can, is not believed', async () => {
  const bench = await startedBench({ levels: true });
  await bench.print(await requestFor(2));
  await bench.clock.advance(10_000);
  expect(bench.printer.status().conditions).toEqual([]);
  await bench.until(bench.printer.stop());
});
