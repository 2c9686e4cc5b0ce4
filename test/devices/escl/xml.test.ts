import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  child,
  children,
  descendants,
  numberAt,
  readXml,
  textAt,
  writeXml,
  XML_LIMITS,
  type XmlElement,
} from '../../../devices/models/escl/xml.ts';
import { anyXmlNode, asElement, nearlyXml } from '../support/xml-nodes.ts';

const rootOf = (source: string): XmlElement => {
  const result = readXml(source);
  if (!result.ok) throw new Error(result.reason);
  return result.root;
};

describe('reading XML', () => {
  it('finds elements by their local names, whatever the prefix', () => {
    for (const prefix of ['scan:', 'escl:', '']) {
      const source = `<?xml version="1.0"?><${prefix}S xmlns:x="a>b"><${prefix}Adf><x:N a='>'> 42 </x:N></${prefix}Adf></${prefix}S>`;
      expect(numberAt(rootOf(source), 'Adf', 'N')).toBe(42);
    }
  });

  it('resolves entities, keeps CDATA, passes over comments', () => {
    const root = rootOf(
      '\ufeff<!-- a --><M>A&amp;B &#x6d4b;&#35797; <!-- > --><![CDATA[<C & D>]]>&nbsp;</M>',
    );
    expect(root.text).toBe('A&B 测试 <C & D>&nbsp;');
  });

  it('tells children from descendants', () => {
    const root = rootOf('<a><b>1</b><c><b>2</b></c><b/></a>');
    expect(children(root, 'b').map((one) => one.text)).toEqual(['1', '']);
    expect(descendants(root, 'b').map((one) => one.text)).toEqual(['1', '2', '']);
    expect(textAt(root, 'c', 'b')).toBe('2');
    expect(child(root, 'c', 'nothing', 'b')).toBeUndefined();
    expect(numberAt(rootOf('<a><n>-3</n></a>'), 'n')).toBeUndefined();
  });

  it.each([
    ['', 'nothing at all'],
    ['plain text', 'no element'],
    ['<a>', 'an element that is not closed'],
    ['<a></b>', 'tags that do not match'],
    ['<x:a></y:a>', 'prefixes that do not match'],
    ['<a', 'half a tag'],
    ['<a x="1></a>', 'half an attribute'],
    ['<a/><b/>', 'two roots'],
    ['<a/>text', 'text after the end'],
    ['<a><!-- </a>', 'an unfinished comment'],
    ['<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 'a document type'],
    ['<><a/>', 'a tag without a name'],
  ])('refuses %j (%s) without an exception', (source) => {
    expect(readXml(source).ok).toBe(false);
  });

  it('refuses what is too deep, too many and too long', () => {
    expect(readXml('<a>'.repeat(100) + '</a>'.repeat(100))).toEqual({ ok: false, reason: 'too deep' });
    expect(readXml(`<a>${'<b/>'.repeat(XML_LIMITS.elements)}</a>`)).toEqual({
      ok: false,
      reason: 'too many elements',
    });
    expect(readXml(`<a>${' '.repeat(XML_LIMITS.characters)}</a>`)).toEqual({ ok: false, reason: 'too long' });
  });

  it('reads any text whatever without an exception', () => {
    fc.assert(
      fc.property(nearlyXml, (source) => {
        expect(typeof readXml(source).ok).toBe('boolean');
      }),
      { numRuns: 2000 },
    );
  });

  it('never takes a document that was cut off for a whole one', () => {
    const whole = '<s:Status xmlns:s="u"><s:State>Idle</s:State><s:Jobs><s:Job a="1"/></s:Jobs></s:Status>';
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length - 1 }), (length) => {
        expect(readXml(whole.slice(0, length)).ok).toBe(false);
      }),
    );
  });
});

describe('writing XML', () => {
  it('what is written is read again as it was', () => {
    fc.assert(
      fc.property(anyXmlNode, (one) => {
        expect(rootOf(writeXml(one))).toEqual(asElement(one));
      }),
      { numRuns: 300 },
    );
  });

  it('leaves out what XML can not hold', () => {
    expect(rootOf(writeXml(['a', 'x\u0000\u0001\ud800y<&>"\'']))).toMatchObject({ text: 'x\ufffdy<&>"\'' });
  });
});
