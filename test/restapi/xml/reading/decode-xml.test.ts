import { describe, expect, test } from '@jest/globals'
import type { JsonSchema } from '../../../../restapi/src/schema/shape.js'
import { shapeOf } from '../../../../restapi/src/schema/shape-compiler.js'
import { decodeXml } from '../../../../restapi/src/xml/reading/decode-xml.js'
import { objectOf } from '../written.js'

const string = { type: 'string' }
const number = { type: 'number' }
const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
const XS = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"'

function read(document: string, schema: JsonSchema = {}, maxDepth = 64): unknown {
  return decodeXml(Buffer.from(document), { shape: shapeOf(schema), maxDepth })
}

describe('decodeXml() without a schema', () => {
  test.each<[document: string, value: unknown]>([
    ['<a>x</a>', 'x'],
    ['<a/>', ''],
    ['<a> </a>', ' '],
    ['<a><b>1</b><c>2</c></a>', { b: '1', c: '2' }],
    ['<a><b>1</b><c>2</c><b>3</b></a>', { b: ['1', '3'], c: '2' }],
    ['<a b="1"><c/></a>', { b: '1', c: '' }],
    ['<a>\n  <b>1</b>\n</a>', { b: '1' }],
    ['<a><b> x </b></a>', { b: ' x ' }],
    ['<a><b>\r\n</b><c>&#13;</c></a>', { b: '\n', c: '\r' }],
    ['<items><item>1</item></items>', ['1']],
    ['<items/>', []],
    ['<a_x0020_b><_x0024_>1</_x0024_></a_x0020_b>', { $: '1' }],
    ['<a><![CDATA[<b>]]> &amp; <![CDATA[]]></a>', '<b> & '],
    ['<a>&#65;&#x1F600;&lt;</a>', 'A\u{1F600}<'],
    ['<?xml-stylesheet href="http://127.0.0.1/x"?><a><!-- no --><?pi x?><b>1</b></a>', { b: '1' }],
    [
      `<a ${XSI} xsi:schemaLocation="urn:a http://127.0.0.1/a.xsd"><b xsi:nil="true"/><c xsi:nil="0">x</c></a>`,
      { b: null, c: 'x' },
    ],
    [
      `<a ${XSI} ${XS}><b xsi:type="xs:int">1</b><c xsi:type="xs:boolean">true</c><d xsi:type="xs:date">2026-01-01</d></a>`,
      { b: 1, c: true, d: '2026-01-01' },
    ],
    [
      `<a ${XSI} ${XS}><b xsi:type="xs:int">x</b><c xsi:type="xs:boolean">2</c><d xsi:type="tns:D">1</d><e xsi:type="xs:anyType">1</e></a>`,
      { b: 'x', c: '2', d: '1', e: '1' },
    ],
    [
      '<x:a xmlns:x="urn:x" xmlns:y="urn:y"><x:b>1</x:b><y:c>2</y:c><d y:e="3"/></x:a>',
      { b: '1', 'y:c': '2', d: { 'y:e': '3' } },
    ],
    ['<a xml:space="preserve">x</a>', 'x'],
    ['<a xmlns:json="urn:endware:json" json:arrays="b c"><b>1</b></a>', { b: ['1'], c: [] }],
    // XInclude is data: nothing is loaded
    [
      '<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd" parse="text"/></a>',
      { 'xi:include': { href: 'file:///etc/passwd', parse: 'text' } },
    ],
    ['\uFEFF<a>x</a>', 'x'],
    ['<?xml version="1.0" encoding="utf-8"?><a>é</a>', 'é'],
    ['<?xml version="1.0" encoding="US-ASCII"?><a>e</a>', 'e'],
    ['<?xml version="1.1"?><a>x</a>', 'x'],
    ['<a toString="1"><hasOwnProperty/><constructor/></a>', { toString: '1', hasOwnProperty: '', constructor: '' }],
  ])('reads %s', (document, value) => {
    expect(read(document)).toEqual(value)
  })
})

describe('decodeXml() with a schema', () => {
  const attribute = { ...number, xml: { attribute: true } }
  const list = { type: 'array', items: number }
  const wrapped = { ...list, xml: { wrapped: true } }
  const namespaced = { ...string, xml: { prefix: 'p', namespace: 'urn:a' } }
  const eitherList = { anyOf: [number, { type: 'array', items: number }] }
  const closed = { ...objectOf({ a: number }), additionalProperties: false }
  const byKind = {
    oneOf: [objectOf({ kind: { const: 'a' }, v: number }), objectOf({ kind: { const: 'b' }, v: string })],
  }
  const byAttribute = {
    oneOf: ['a', 'b'].map((kind) =>
      objectOf({ kind: { const: kind, xml: { attribute: true } }, v: kind === 'a' ? number : string }),
    ),
  }

  test.each<[what: string, properties: Record<string, unknown>, content: string, value: unknown]>([
    [
      'scalars',
      { a: number, b: { type: 'boolean' }, c: string },
      '<a> 1 </a><b>true</b><c> 1 </c>',
      { a: 1, b: true, c: ' 1 ' },
    ],
    ['text that does not fit', { a: number, b: { type: 'boolean' } }, '<a>x</a><b>2</b>', { a: 'x', b: '2' }],
    ['an undeclared element', { a: number }, '<a>1</a><b>2</b>', { a: 1, b: '2' }],
    [
      'an undeclared element under its escaped name',
      { a: { ...number, xml: { name: 'b' } } },
      '<b>1</b><_x0062_>2</_x0062_>',
      { a: 1, b: '2' },
    ],
    ['a repeated scalar', { a: number }, '<a>1</a><a>2</a>', { a: [1, 2] }],
    ['a repeated object', { a: objectOf({ b: number }) }, '<a><b>1</b></a><a/>', { a: [{ b: 1 }, {}] }],
    ['elements instead of a scalar', { a: number }, '<a><b>1</b></a>', { a: { b: '1' } }],
    ['attributes instead of a scalar', { a: number }, '<a b="1"/>', { a: { b: '1' } }],
    ['text instead of an object', { a: objectOf({}) }, '<a>x</a>', { a: 'x' }],
    ['text instead of a wrapped array', { a: wrapped }, '<a>x</a>', { a: 'x' }],
    ['a list of one', { a: list }, '<a>1</a>', { a: [1] }],
    ['a list of none', { a: list }, '', { a: [] }],
    ['a wrapped list of one', { a: wrapped }, '<a><a>1</a></a>', { a: [1] }],
    ['a wrapped list of none', { a: wrapped }, '<a> </a>', { a: [] }],
    ['a wrapped list that is absent', { a: wrapped }, '', {}],
    ['a wrapped list of others', { a: wrapped }, '<a><b>1</b></a>', { a: { b: '1' } }],
    ['two wrappers', { a: wrapped }, '<a/><a/>', { a: ['', ''] }],
    ['nested lists', { a: { type: 'array', items: list } }, '<a/><a><item>1</item></a>', { a: [[], [1]] }],
    ['an attribute', { a: attribute }, '', {}],
    ['an attribute as an element', { a: attribute }, '<a>1</a>', { a: 1 }],
    ['a namespace under the prefix of the sender', { a: namespaced }, '<q:a xmlns:q="urn:a">x</q:a>', { a: 'x' }],
    ['a namespace without prefix', { a: namespaced }, '<a xmlns="urn:a">x</a>', { a: 'x' }],
    ['the prefix without the namespace', { a: namespaced }, '<p:b xmlns:p="urn:b">x</p:b>', { 'p:b': 'x' }],
    ['one of a list or a number', { a: eitherList }, '<a>1</a>', { a: 1 }],
    ['two of a list or a number', { a: eitherList }, '<a>1</a><a>2</a>', { a: [1, 2] }],
    ['one of a list or else', { a: { anyOf: [number, { type: 'array', items: string }] } }, '<a>x</a>', { a: ['x'] }],
    ['null where null is not allowed', { a: number }, `<a ${XSI} xsi:nil="true"/>`, { a: null }],
    ['xsi:type against the schema', { a: number }, `<a ${XSI} ${XS} xsi:type="xs:string">1</a>`, { a: '1' }],
    ['an undeclared property of a closed object', { o: closed }, '<o><a>1</a><b>2</b></o>', { o: { a: 1, b: '2' } }],
    ['a discriminator', { u: byKind }, '<u><v>1</v><kind>b</kind></u>', { u: { kind: 'b', v: '1' } }],
    ['an unknown discriminator', { u: byKind }, '<u><kind>c</kind><v>1</v></u>', { u: { kind: 'c', v: 1 } }],
    ['a discriminator in an attribute', { u: byAttribute }, '<u kind="b"><v>1</v></u>', { u: { kind: 'b', v: '1' } }],
    [
      'the alternative with fewer undeclared properties',
      { u: { anyOf: [objectOf({ a: number }), objectOf({ a: string, b: number })] } },
      '<u><a>1</a><b>2</b></u>',
      { u: { a: '1', b: 2 } },
    ],
    [
      'the alternative that requires less',
      { u: { anyOf: [objectOf({ a: number, b: number }), objectOf({ a: string })] } },
      '<u><a>1</a></u>',
      { u: { a: '1' } },
    ],
    [
      'a marked alternative',
      { u: { anyOf: [objectOf({ a: number }), objectOf({ a: string })] } },
      '<u xmlns:json="urn:endware:json" json:alternative="1"><a>1</a></u>',
      { u: { a: '1' } },
    ],
    [
      'a marked alternative that does not exist',
      { u: { anyOf: [objectOf({ a: number }), objectOf({ a: string })] } },
      '<u xmlns:json="urn:endware:json" json:alternative="7"><a>1</a></u>',
      { u: { a: 1 } },
    ],
  ])('reads %s', (_what, properties, content, value) => {
    const document = `<response>${content}</response>`
    expect(read(document, { ...objectOf(properties), xml: { name: 'response' } })).toEqual(value)
  })

  test('reads attributes by namespace and name', () => {
    const schema = objectOf({
      a: attribute,
      b: { ...attribute, xml: { attribute: true, name: 'a', prefix: 'p', namespace: 'urn:a' } },
    })
    expect(read('<r xmlns:q="urn:a" a="1" q:a="2"/>', schema)).toEqual({ a: 1, b: 2 })
    const lang = {
      ...string,
      xml: { attribute: true, prefix: 'xml', namespace: 'http://www.w3.org/XML/1998/namespace' },
    }
    expect(read('<r xml:lang="en"/>', objectOf({ lang }))).toEqual({ lang: 'en' })
    expect(read('<r xml:lang="en"/>', objectOf({}))).toEqual({})
  })

  test('requires the root name of the schema, and accepts any name without one', () => {
    const named = { type: 'object', xml: { name: 'product', namespace: 'urn:a' } }
    expect(read('<p:product xmlns:p="urn:a"/>', named)).toEqual({})
    expect(() => read('<product/>', named)).toThrow(
      new SyntaxError(
        'expected the root element <product> in the namespace urn:a, not in no namespace (line 1, column 11)',
      ),
    )
    expect(() => read('<order xmlns="urn:a"/>', named)).toThrow(SyntaxError)
    expect(read('<whatever/>', { type: 'object' })).toEqual({})
  })

  test('reads recursive schemas at every depth', () => {
    const schema = objectOf({ name: string, children: { type: 'array', items: { $ref: '#' } } })
    const document = '<n><name>1</name><children><name>2</name><children><name>3</name></children></children></n>'
    expect(read(document, schema)).toEqual({
      name: '1',
      children: [{ name: '2', children: [{ name: '3', children: [] }] }],
    })
  })

  test('reads unions within unions in linear time', () => {
    const inner = { type: 'array', items: { $ref: '#' } }
    const schema = { anyOf: ['a', 'b', 'c'].map((key) => objectOf({ inner, [key]: number }, ['inner', key])) }
    const document = `${'<inner>'.repeat(25)}<c>x</c>${'</inner>'.repeat(25)}`
    expect(() => read(document, schema)).not.toThrow()
  })
})
