import type { Edge, SourceFile } from './project.ts';
import { type Exception, exceptions, longer, MOST_LINES, type Room, roomsFor, topFolderOf } from './rooms.ts';

const roomOf = (rooms: readonly Room[], path: string): Room | undefined =>
  rooms.find(({ files }) => files.test(path));

const isExcepted = ({ from, to }: Edge, table: readonly Exception[]): boolean =>
  table.some((exception) => exception.from.test(from) && exception.to.test(to));

const allowed = ({ may, mayTypes = [] }: Room, { to, typeOnly }: Edge): boolean =>
  may.some((target) => target.test(to)) || (typeOnly && mayTypes.some((target) => target.test(to)));

const modelsAmong = (files: readonly SourceFile[]): string[] => [
  ...new Set(files.flatMap(({ path }) => /^devices\/models\/([^/]+)\//.exec(path)?.[1] ?? [])),
];

/** Every forbidden import and impure call, each as `file -> import: rule`. */
export const violations = (
  files: readonly SourceFile[],
  table: readonly Exception[] = exceptions,
): string[] => {
  const rooms = roomsFor(modelsAmong(files));
  return files.flatMap(({ path, edges, facts }) => {
    const room = roomOf(rooms, path);
    if (room === undefined) return [`${path}: no rule knows this file`];
    const imports = edges
      .filter((edge) => (edge.to.startsWith('test/') && !path.startsWith('test/')) || !allowed(room, edge))
      .filter((edge) => !isExcepted(edge, table))
      .map(({ to }) => `${path} -> ${to}: ${to.startsWith('test/') ? 'nothing imports test' : room.rule}`);
    const reaches = room.pure ? facts.reaches.map((reach) => `${path} -> ${reach}: ${room.rule}`) : [];
    return [...imports, ...reaches];
  });
};

/** Lines of the table that excuse nothing. */
export const idleExceptions = (
  files: readonly SourceFile[],
  table: readonly Exception[] = exceptions,
): string[] =>
  table
    .filter(
      ({ from, to }) =>
        !files.some(({ edges }) => edges.some((edge) => from.test(edge.from) && to.test(edge.to))),
    )
    .map(({ from, to }) => `${from.source} -> ${to.source}`);

const product = /^(electron|renderer|devices)\//;

/** Files longer than they may be, as `file: lines, at most N`. */
export const tooLong = (files: readonly SourceFile[]): string[] =>
  files
    .filter(({ path, lines }) => product.test(path) && lines > (longer[path]?.lines ?? MOST_LINES))
    .map(({ path, lines }) => `${path}: ${lines} lines, at most ${longer[path]?.lines ?? MOST_LINES}`);

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

const graphOf = (pairs: readonly (readonly [string, string])[]): Graph => {
  const graph = new Map<string, Set<string>>();
  for (const [from, to] of pairs) {
    if (from !== to) graph.set(from, (graph.get(from) ?? new Set()).add(to));
  }
  return graph;
};

/** The shortest way from `start` back to itself, or nothing. */
const circleThrough = (graph: Graph, start: string): string[] | undefined => {
  const cameFrom = new Map<string, string>();
  const waiting = [start];
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    for (const next of graph.get(at) ?? []) {
      if (next === start) {
        const way = [at, start];
        for (let back = at; back !== start; ) {
          back = cameFrom.get(back) ?? start;
          way.unshift(back);
        }
        return way[0] === start && way.length > 1 ? way : [start, ...way];
      }
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, at);
      waiting.push(next);
    }
  }
  return undefined;
};

const circles = (graph: Graph): string[] => {
  const found = new Map<string, string>();
  for (const start of [...graph.keys()].sort()) {
    const circle = circleThrough(graph, start);
    if (circle === undefined) continue;
    const members = [...new Set(circle)].sort().join(' ');
    if (!found.has(members)) found.set(members, circle.join(' -> '));
  }
  return [...found.values()];
};

/** Circles between top folders, types included. */
export const folderCircles = (files: readonly SourceFile[]): string[] =>
  circles(
    graphOf(
      files.flatMap(({ edges }) =>
        edges.flatMap(({ from, to }) => {
          const [here, there] = [topFolderOf(from), topFolderOf(to)];
          return here === undefined || there === undefined ? [] : [[here, there] as const];
        }),
      ),
    ),
  );

/** Circles of files that wait for each other when they are loaded. */
export const fileCircles = (files: readonly SourceFile[]): string[] =>
  circles(
    graphOf(
      files.flatMap(({ edges }) =>
        edges
          .filter(({ from, typeOnly }) => product.test(from) && !typeOnly)
          .map(({ from, to }) => [from, to] as const),
      ),
    ),
  );
