import { readFileSync } from 'node:fs';
import { type Moment, moments } from './grid.ts';

/** What is right in each cell, thought over by hand: one table a device, in the form in which the grid is written. */
const tableOf = (device: string): ReadonlyMap<string, string> => {
  const lines = readFileSync(new URL(`expected/${device}.md`, import.meta.url), 'utf8').split('\n');
  const rows = lines
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return new Map(
    rows.flatMap(([fault = '', ...cells]) =>
      moments.map((moment, index): [string, string] => [`${fault} × ${moment}`, cells[index] ?? '']),
    ),
  );
};

const tables = new Map<string, ReadonlyMap<string, string>>();

/** Nothing when nobody has thought about it: then the cell is wrong, whatever is seen. */
export const expectedCell = (device: string, fault: string, moment: Moment): string | undefined => {
  const table = tables.get(device) ?? tableOf(device);
  tables.set(device, table);
  return table.get(`${fault} × ${moment}`) || undefined;
};
