import { parseSync } from 'vite';

/** One import of a source file, of whatever form. */
export type Import = {
  /** As it stands there; `<computed>` when a dynamic import's name is put together at run time. */
  readonly specifier: string;
  /** Gone after compiling. */
  readonly typeOnly: boolean;
};

/** Something that a pure file must not reach for: a clock, chance, the process. */
export type Reach = string;

export type SourceFacts = { readonly imports: readonly Import[]; readonly reaches: readonly Reach[] };

type Node = { readonly type: string; readonly [key: string]: unknown };

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

const childrenOf = (node: Node): Node[] =>
  Object.values(node)
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .filter(isNode);

const text = (value: unknown): string | undefined =>
  isNode(value) && value.type === 'Literal' && typeof value.value === 'string' ? value.value : undefined;

const named = (value: unknown): string => (isNode(value) && typeof value.name === 'string' ? value.name : '');

/** `a.b` of a member expression, else a plain name. */
const pathOf = (value: unknown): string =>
  isNode(value) && value.type === 'MemberExpression' && value.computed !== true
    ? `${named(value.object)}.${named(value.property)}`
    : named(value);

const fromSource = (node: Node): Import[] => {
  const specifier = text(node.source);
  if (specifier === undefined) return [];
  const kinds = Array.isArray(node.specifiers) ? node.specifiers.filter(isNode) : [];
  const allTypes =
    kinds.length > 0 && kinds.every((kind) => kind.importKind === 'type' || kind.exportKind === 'type');
  return [{ specifier, typeOnly: node.importKind === 'type' || node.exportKind === 'type' || allTypes }];
};

const calledImport = (node: Node): Import[] => {
  const callee = pathOf(node.callee);
  const first = Array.isArray(node.arguments) ? node.arguments[0] : undefined;
  if (callee === 'require' || callee.endsWith('.require'))
    return [{ specifier: text(first) ?? '<computed>', typeOnly: false }];
  return [];
};

const importsOf = (node: Node): Import[] => {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return fromSource(node);
    case 'ImportExpression':
      return [{ specifier: text(node.source) ?? '<computed>', typeOnly: false }];
    case 'TSImportType':
      return [{ specifier: text(node.source) ?? text(node.argument) ?? '<computed>', typeOnly: true }];
    case 'CallExpression':
      return calledImport(node);
    default:
      return [];
  }
};

const impureCalls = new Set([
  'Date.now',
  'Math.random',
  'performance.now',
  'crypto.randomUUID',
  'crypto.getRandomValues',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'fetch',
]);

const reachesOf = (node: Node): Reach[] => {
  if (node.type === 'CallExpression') {
    const callee = pathOf(node.callee);
    return impureCalls.has(callee) ? [`${callee}()`] : [];
  }
  const withoutTime = Array.isArray(node.arguments) && node.arguments.length === 0;
  if (node.type === 'NewExpression' && named(node.callee) === 'Date' && withoutTime) return ['new Date()'];
  return node.type === 'MemberExpression' && named(node.object) === 'process' ? [pathOf(node)] : [];
};

/** All imports (types, re-exports, dynamic ones, `require`) and impure calls of one file. Throws on a syntax error. */
export const factsOf = (path: string, source: string): SourceFacts => {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const imports: Import[] = [];
  const reaches: Reach[] = [];
  const waiting: Node[] = [program as unknown as Node];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    imports.push(...importsOf(node));
    reaches.push(...reachesOf(node));
    waiting.push(...childrenOf(node));
  }
  return { imports, reaches };
};
