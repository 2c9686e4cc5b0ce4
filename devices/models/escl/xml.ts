/**
 * As much XML as eSCL needs: elements and their text. Namespaces are read by local name only, since devices disagree on
 * prefixes; attributes are skipped. Anything else (a DTD, too deep, too long, not closed) is refused as a value, never thrown.
 */
export type XmlElement = {
  /** Without its prefix. */
  readonly name: string;
  /** Its own text, entities resolved, trimmed; not that of its children. */
  readonly text: string;
  readonly children: readonly XmlElement[];
};

export type XmlResult =
  | { readonly ok: true; readonly root: XmlElement }
  | { readonly ok: false; readonly reason: string };

/** Ceilings against rubbish: real documents have at most 60 KiB, 12 levels and 1500 elements. */
export const XML_LIMITS = { characters: 512 * 1024, depth: 40, elements: 20_000 };

type Open = { name: string; full: string; text: string; children: XmlElement[] };

const NAME = /[A-Za-z_\u0080-\uffff][\w.\-\u0080-\uffff]*(?::[A-Za-z_\u0080-\uffff][\w.\-\u0080-\uffff]*)?/y;

const no = (reason: string): XmlResult => ({ ok: false, reason });

/** Text of a whole document -> its root element. */
export const readXml = (source: string): XmlResult => {
  if (source.length > XML_LIMITS.characters) return no('too long');
  const stack: Open[] = [];
  let root: XmlElement | undefined;
  let elements = 0;
  let at = 0;
  while (at < source.length) {
    const bracket = source.indexOf('<', at);
    const text = source.slice(at, bracket < 0 ? source.length : bracket);
    const top = stack.at(-1);
    if (top !== undefined) top.text += resolveEntities(text);
    else if (text.replace(/^\ufeff/, '').trim() !== '') return no('text outside the root element');
    if (bracket < 0) break;
    at = bracket;

    const skipped = skipAside(source, at);
    if (skipped !== undefined) {
      if (skipped.end < 0) return no('an unfinished comment, CDATA section or instruction');
      if (skipped.text !== '' && top === undefined) return no('text outside the root element');
      if (top !== undefined) top.text += skipped.text;
      at = skipped.end;
      continue;
    }
    if (source[at + 1] === '!') return no('a document type or other declaration');

    const closing = source[at + 1] === '/';
    NAME.lastIndex = at + (closing ? 2 : 1);
    const full = NAME.exec(source)?.[0];
    if (full === undefined) return no('a tag without a name');
    const end = endOfTag(source, NAME.lastIndex);
    if (end < 0) return no('a tag that is not closed');
    at = end + 1;

    if (closing) {
      const done = stack.pop();
      if (done?.full !== full) return no('end tags do not match');
      root = attach(stack, finish(done)) ?? root;
      continue;
    }
    elements += 1;
    if (root !== undefined) return no('more than one root element');
    if (elements > XML_LIMITS.elements) return no('too many elements');
    if (stack.length >= XML_LIMITS.depth) return no('too deep');
    const open = { name: full.slice(full.indexOf(':') + 1), full, text: '', children: [] };
    if (source[end - 1] === '/') root = attach(stack, finish(open)) ?? root;
    else stack.push(open);
  }
  if (stack.length > 0) return no('an element is not closed');
  return root === undefined ? no('no element') : { ok: true, root };
};

const finish = (open: Open): XmlElement => ({
  name: open.name,
  text: open.text.trim(),
  children: open.children,
});

/** Puts it into its parent; without a parent it is the root and is returned. */
const attach = (stack: readonly Open[], element: XmlElement): XmlElement | undefined => {
  const parent = stack.at(-1);
  if (parent === undefined) return element;
  parent.children.push(element);
  return undefined;
};

/** Comments and instructions are passed over, a CDATA section is text. Undefined when there is none of them here. */
const skipAside = (source: string, at: number): { end: number; text: string } | undefined => {
  const aside = (start: string, stop: string): { from: number; to: number } | undefined =>
    source.startsWith(start, at)
      ? { from: at + start.length, to: source.indexOf(stop, at + start.length) }
      : undefined;
  const comment = aside('<!--', '-->');
  if (comment) return { end: comment.to < 0 ? -1 : comment.to + 3, text: '' };
  const data = aside('<![CDATA[', ']]>');
  if (data)
    return {
      end: data.to < 0 ? -1 : data.to + 3,
      text: source.slice(data.from, Math.max(data.from, data.to)),
    };
  const instruction = aside('<?', '?>');
  if (instruction) return { end: instruction.to < 0 ? -1 : instruction.to + 2, text: '' };
  return undefined;
};

/** The `>` that ends the tag; one inside a quoted attribute does not. */
const endOfTag = (source: string, from: number): number => {
  let quote = '';
  for (let at = from; at < source.length; at += 1) {
    const character = source[at] ?? '';
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '<') return -1;
    else if (character === '>') return at;
  }
  return -1;
};

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** An unknown entity stays as it is written: a device's carelessness in a name must not cost us the document. */
const resolveEntities = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,8}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = Number.parseInt(hex ?? decimal, hex === undefined ? 10 : 16);
    const allowed = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    return allowed ? String.fromCodePoint(code) : '';
  });

/** The first descendant at this path of local names, e.g. `child(root, 'Adf', 'AdfSimplexInputCaps')`. */
export const child = (element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined =>
  path.reduce<XmlElement | undefined>((at, name) => at?.children.find((one) => one.name === name), element);

export const children = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
  element?.children.filter((one) => one.name === name) ?? [];

/** Text at a path; '' when it is not there. */
export const textAt = (element: XmlElement | undefined, ...path: readonly string[]): string =>
  child(element, ...path)?.text ?? '';

/** A whole, not negative number at a path. */
export const numberAt = (element: XmlElement | undefined, ...path: readonly string[]): number | undefined => {
  const text = textAt(element, ...path);
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
};

/** Every descendant of that name, in document order, the element itself included. */
export const descendants = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
  element === undefined
    ? []
    : [
        ...(element.name === name ? [element] : []),
        ...element.children.flatMap((one) => descendants(one, name)),
      ];

const holdable = (character: string): boolean =>
  character >= ' ' ? character !== '\ufffe' && character !== '\uffff' : '\t\n\r'.includes(character);

/** Characters that XML 1.0 can't hold are left out; half a surrogate pair becomes U+FFFD. */
const escapeText = (text: string): string =>
  [...text.toWellFormed()]
    .filter(holdable)
    .join('')
    .replace(/[&<>"'\r]/g, (character) => `&#${character.charCodeAt(0)};`);

/** What is to be written: `[name, text]` or `[name, children]`. */
export type XmlNode = readonly [name: string, content: string | readonly XmlNode[]];

/** One element with its prefix as given, e.g. `writeXml(['pwg:Width', '2480'])`. */
export const writeXml = ([name, content]: XmlNode): string => {
  const inner = typeof content === 'string' ? escapeText(content) : content.map(writeXml).join('');
  return `<${name}>${inner}</${name}>`;
};
