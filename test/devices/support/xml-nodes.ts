/** Any XML that we could write, and what a reader must find in it. */
import fc from 'fast-check';
import type { XmlElement, XmlNode } from '../../../devices/models/escl/xml.ts';

const name = fc.constantFrom('pwg:Version', 'scan:Intent', 'Width', 'a');

export const anyXmlNode: fc.Arbitrary<XmlNode> = fc.letrec<{ node: XmlNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    fc.tuple(name, fc.string({ unit: 'grapheme' })),
    fc.tuple(name, fc.array(tie('node'), { maxLength: 4 })),
  ),
})).node;

/** The element that a node becomes: its local name, its text trimmed. */
export const asElement = ([full, content]: XmlNode): XmlElement => ({
  name: full.slice(full.indexOf(':') + 1),
  text: typeof content === 'string' ? content.trim() : '',
  children: typeof content === 'string' ? [] : content.map(asElement),
});

/** The pieces that XML is made of, and that break it where they don't belong. */
export const xmlScraps: readonly string[] = [
  ...['<', '>', '</', '/>', 'a', 'x:b', '&', '&#x110000;', '&#55296;', '"', "'", '<!--', '-->'],
  ...['<![CDATA[', ']]>', '<?', '?>', ' ', '=', '\u0000'],
];

/** Any text, much of it nearly XML. */
export const nearlyXml: fc.Arbitrary<string> = fc.oneof(
  fc.string(),
  fc.array(fc.constantFrom(...xmlScraps), { maxLength: 40 }).map((parts) => parts.join('')),
);
