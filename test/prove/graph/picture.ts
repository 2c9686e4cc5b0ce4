import type { WalkMap } from './map.ts';

/** The map as a picture: screens in columns by how many touches or events they are from the attract screen. */

/** Columns of screens; the first holds the beginning. */
export const columnsOf = (map: WalkMap, beginning = 'attract'): readonly (readonly string[])[] => {
  const left = new Set(map.screens.filter((screen) => screen !== beginning));
  const columns: string[][] = [[beginning]];
  for (let column = columns[0] ?? []; left.size > 0; column = columns.at(-1) ?? []) {
    const next = [...left].filter((to) => column.some((from) => map.labels(from, to).length > 0));
    const reached =
      next.length > 0 ? next : [...left].filter((to) => column.some((from) => map.count(from, to) > 0));
    if (reached.length === 0) break;
    for (const screen of reached) left.delete(screen);
    columns.push(reached);
  }
  return left.size > 0 ? [...columns, [...left]] : columns;
};

const edgesOf = (map: WalkMap): readonly { from: string; to: string; labels: readonly string[] }[] =>
  map.screens.flatMap((from) =>
    map.screens
      .filter((to) => to !== from && map.count(from, to) > 0)
      .map((to) => ({ from, to, labels: map.labels(from, to) })),
  );

/** Graphviz; solid: a touch that the screen offers, with its names; dotted: what happens by itself. */
export const asDot = (map: WalkMap): string =>
  [
    'digraph kiosk {',
    '  rankdir=LR; node [shape=box, style=rounded, fontname="sans-serif"]; edge [fontname="sans-serif", fontsize=9];',
    ...columnsOf(map).map((column) => `  { rank=same; ${column.map((screen) => `"${screen}"`).join('; ')} }`),
    ...edgesOf(map).map(({ from, to, labels }) =>
      labels.length > 0
        ? `  "${from}" -> "${to}" [label="${labels.slice(0, 4).join('\\n')}"];`
        : `  "${from}" -> "${to}" [style=dotted];`,
    ),
    '}',
    '',
  ].join('\n');

const box = { width: 190, height: 44, across: 300, down: 86, edge: 40 };

/** Stands by itself, without a program that lays out graphs. */
export const asSvg = (map: WalkMap): string => {
  const columns = columnsOf(map);
  const tallest = Math.max(...columns.map((column) => column.length));
  const height = tallest * box.down + 2 * box.edge;
  const width = columns.length * box.across + 2 * box.edge;
  const places = new Map(
    columns.flatMap((column, x) =>
      column.map((screen, y) => {
        const top = (height - column.length * box.down) / 2 + y * box.down;
        return [screen, { x: box.edge + x * box.across, y: top }] as const;
      }),
    ),
  );
  const lines = edgesOf(map).map(({ from, to, labels }) => {
    const [a, b] = [places.get(from), places.get(to)];
    if (a === undefined || b === undefined) return '';
    const [start, end] = [a.x + box.width, b.x].map((x, index) => ({
      x,
      y: (index === 0 ? a : b).y + box.height / 2,
    }));
    if (start === undefined || end === undefined) return '';
    const bend = Math.max(60, Math.abs(end.x - start.x) / 2);
    const title = labels.length > 0 ? labels.join(', ') : 'by itself';
    return `<path class="${labels.length > 0 ? 'touch' : 'event'}" d="M${start.x} ${start.y}C${start.x + bend} ${start.y} ${end.x - bend} ${end.y} ${end.x} ${end.y}"><title>${from} → ${to}: ${title}</title></path>`;
  });
  const boxes = [...places].map(
    ([screen, { x, y }]) =>
      `<g transform="translate(${x} ${y})"><rect width="${box.width}" height="${box.height}" rx="12"/><text x="${box.width / 2}" y="28">${screen}</text></g>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">`,
    '<style>rect{fill:#fff;stroke:#0a5f6e;stroke-width:2}text{font:18px sans-serif;text-anchor:middle;fill:#12262d}path{fill:none;stroke-width:1.5}.touch{stroke:#0a5f6e;opacity:.45}.event{stroke:#b4541a;stroke-dasharray:3 5;opacity:.25}</style>',
    `<rect width="${width}" height="${height}" style="fill:#f5f3ee;stroke:none"/>`,
    ...lines,
    ...boxes,
    '</svg>',
    '',
  ].join('\n');
};
