import { deepStrictEqual } from 'node:assert'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { JsonSchema, Shape } from '../../../../restapi/src/schema/shape.js'
import { ANY } from '../../../../restapi/src/schema/shape-combination.js'
import { shapeOf } from '../../../../restapi/src/schema/shape-compiler.js'
import { compiledReader } from '../../../../restapi/src/xml/reading/compiled-reader.js'
import { readDocument } from '../../../../restapi/src/xml/reading/read-document.js'
import { encodeXml } from '../../../../restapi/src/xml/writing/encode-xml.js'
import { describedValues } from '../described-values.js'
import { DECLARATION, objectOf } from '../written.js'
import { mutated, mutations, tokens } from './mutated-documents.js'

const { XML_RUNS: runs = '500', XML_SEED: seed } = process.env

/** Expects that the compiled reader returns nothing, or the value of `readDocument`. */
function isRead(document: string, shape: Shape, maxDepth = 64): boolean {
  // decoded octets have no lone surrogates
  const text = Buffer.from(document).toString()
  const value = compiledReader(shape)(text, maxDepth)
  if (value === undefined) return false
  const expected = readDocument(text, shape, maxDepth)
  deepStrictEqual(value, expected)
  // deepStrictEqual ignores the order of keys
  expect(JSON.stringify(value)).toBe(JSON.stringify(expected))
  return true
}

const text = { type: 'string' }
const number = { type: 'number' }
const line = objectOf({ sku: text, quantity: { type: 'integer' } })
const order = {
  ...objectOf(
    {
      id: { ...text, xml: { attribute: true } },
      customer: text,
      express: { type: 'boolean' },
      colour: { enum: ['red', 'blue', 1] },
      size: { type: ['number', 'null'] },
      either: { anyOf: [number, { type: 'boolean' }] },
      tags: { type: 'array', items: text },
      lines: { type: 'array', items: { ...line, xml: { name: 'line' } }, xml: { wrapped: true } },
      free: {},
    },
    ['customer', 'tags'],
  ),
  xml: { name: 'order' },
}

/** Documents that the compiled reader reads (`taken`), and documents that it must leave to `readDocument`. */
const rows: readonly (readonly [what: string, schema: JsonSchema, document: string, taken: boolean])[] = [
  ['an object', order, '<order id="7"><customer>a</customer><express>true</express><tags>x</tags></order>', true],
  ['its members in another order', order, '<order><tags>x</tags><size>1</size><customer>a</customer></order>', true],
  ['repeated elements', order, '<order><tags>x</tags><tags>y</tags><tags/></order>', true],
  ['repeated elements apart from each other', order, '<order><tags>x</tags><customer/><tags>y</tags></order>', true],
  ['missing arrays', order, '<order/>', true],
  ['missing arrays behind others', order, '<order><free/><b/></order>', true],
  ['missing arrays behind members apart', order, '<order><free/><customer/><free/><size>1</size></order>', true],
  [
    'a wrapped array',
    order,
    '<order><lines><line><sku>1</sku><quantity>2</quantity></line><line/></lines></order>',
    true,
  ],
  ['an empty wrapped array', order, '<order><lines/></order>', true],
  ['text that does not fit', order, '<order><express>yes</express><colour>x</colour><size>-</size></order>', true],
  ['scalars of all kinds', order, '<order><colour>1</colour><size>null</size><either>true</either></order>', true],
  ['null', order, `<order xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><size xsi:nil="true"/></order>`, true],
  [
    'null where an array could hold it',
    objectOf({ a: { type: ['array', 'null'], items: { type: ['string', 'null'] } } }),
    '<r xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><a xsi:nil="true"/></r>',
    false,
  ],
  ['undeclared elements', order, '<order><customer>a</customer><b>1</b><c><d>2</d></c><b>3</b></order>', true],
  ['elements of any type', order, '<order><free><a>1</a><a>2</a></free></order>', true],
  ['a declaration', order, `${DECLARATION}\n<order/>\n`, true],
  ['another declaration', order, '<?xml version="1.0" encoding="utf-8" standalone="yes" ?><order/>', true],
  ['indentation', order, '<order>\r\n\t<customer>a</customer>\r\n\t<lines>\r\n</lines>\r\n</order>\r\n', true],
  ['space in tags', order, '<order ><customer\n>a</customer><tags /></order>', true],
  ['references', order, '<order id="&quot;"><customer>&lt;&amp;&#65;&#x1F600;&#13;</customer></order>', true],
  ['brackets', order, '<order><customer>[a] ]] > b</customer></order>', true],
  ['characters of all planes', order, '<order><customer>é\u{1F600}\u{1FFFE}\uFFFD</customer></order>', true],
  [
    'numbers of all kinds',
    objectOf({ a: { type: 'array', items: number } }),
    `<r>${['0', '-0', '007', '1e3', ' 1 ', '1234567890123456', '33531473297255516', '1.5', '+1', '.5', '-'].map((n) => `<a>${n}</a>`).join('')}</r>`,
    true,
  ],
  ['a tuple', objectOf({ a: { type: 'array', prefixItems: [text, number] } }), '<r><a>1</a><a>2</a><a>3</a></r>', true],
  ['a document without a schema', {}, '<a><b>1</b><c><d/></c><b>2</b><e> </e></a>', true],
  ['text without a schema', {}, '<a> x </a>', true],
  ['a list without a schema', {}, '<items><item>1</item><item><a/></item></items>', true],
  ['no list without a schema', {}, '<items><item>1</item><b/></items>', false],
  [
    'comments',
    order,
    '<order><!-- x --><customer>a</customer><tags/><!-- - --><tags/><lines><!----></lines></order>',
    true,
  ],
  ['a comment in text', order, '<order><customer>a<!-- x --></customer></order>', false],
  ['a malformed comment', order, '<order><!-- -- --></order>', false],
  ['a comment that ends in a hyphen', order, '<order><!-- ---></order>', false],
  ['a CDATA section', order, '<order><customer><![CDATA[a]]></customer></order>', false],
  ['a prefix', order, '<p:order xmlns:p="urn:a"/>', false],
  ['a default namespace', order, '<order xmlns="urn:a" id="1"><customer/></order>', true],
  ['a default namespace that must not be one', order, '<order xmlns="http://www.w3.org/2000/xmlns/"/>', false],
  [
    'the namespace of the root',
    { ...order, xml: { name: 'order', namespace: 'urn:a' } },
    '<order xmlns="urn:a"/>',
    true,
  ],
  ['another namespace', { ...order, xml: { name: 'order', namespace: 'urn:a' } }, '<order xmlns="urn:b"/>', false],
  ['an undeclared attribute', order, '<order b="1"/>', false],
  ['an attribute twice', order, '<order id="1" id="1"/>', false],
  ['a property as attribute and element', order, '<order id="1"><id>1</id></order>', false],
  ['attributes without space', order, '<order id="1"tags=""/>', false],
  ['an attribute without space behind a namespace', order, '<order xmlns="urn:a"id="1"/>', false],
  ['white space in an attribute', order, '<order id="a\tb"/>', false],
  ['a single value twice', order, '<order><customer/><customer/></order>', false],
  ['text beside elements', order, '<order>x<customer/></order>', false],
  ['another root', order, '<orders/>', false],
  ['two roots', order, '<order/><order/>', false],
  ['the end of a CDATA section in text', order, '<order><customer>]]></customer></order>', false],
  ['a control character', order, '<order><customer>\u0001</customer></order>', false],
  ['a reference to none', order, '<order><customer>&#xFFFE;</customer></order>', false],
  ['__proto__', order, '<order><__proto__/></order>', false],
  [
    '__proto__ as a property',
    objectOf(JSON.parse('{"__proto__":{"type":"string","xml":{"name":"a","attribute":true}}}')),
    '<r/>',
    false,
  ],
  ['a constructor', {}, '<a><constructor/></a>', false],
  ['a key under two names', {}, '<a><b/><_x0062_/></a>', true],
  ['a declared key under another name', order, '<order><_x0063_ustomer/></order>', false],
  ['a union of objects', objectOf({ a: { anyOf: [line, order] } }), '<r><a><sku>1</sku></a></r>', false],
  ['a namespace in the schema', objectOf({ a: { ...text, xml: { namespace: 'urn:a' } } }), '<r><a/></r>', false],
]

describe('compiledReader()', () => {
  test.each(rows)('reads the value of readDocument() or nothing: %s', (_what, schema, document, taken) => {
    expect(isRead(document, shapeOf(schema))).toBe(taken)
  })

  test('reads one order of members after another, beyond the size of the cache', () => {
    const keys = ['a', 'b', 'c', 'd', 'e', 'f']
    const shape = shapeOf(objectOf(Object.fromEntries(keys.map((key) => [key, key === 'f' ? {} : number])), []))
    fc.assert(
      fc.property(fc.shuffledSubarray(keys), (some) => {
        const document = `<r>${some.map((key) => `<${key}>1</${key}>`).join('')}</r>`
        expect(isRead(document, shape)).toBe(true)
        expect(isRead(document, shape)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('reads declared members after a client has sent many others', () => {
    const attribute = { type: 'string', xml: { attribute: true } }
    const shape = shapeOf({ type: 'object', properties: { id: attribute, sku: attribute, name: { type: 'string' } } })
    const madeUp = Array.from({ length: 150 }, (_, at) => `<z${at}>x</z${at}>`).join('')
    isRead(`<r>${madeUp}</r>`, shape)
    expect(isRead('<r id="1" sku="A"><name>Lantern</name></r>', shape)).toBe(true)
  })

  test('reads any document correctly after many documents of one kind', () => {
    const shapes = [ANY, shapeOf(objectOf({ a: text, b: number, c: { type: 'boolean' }, d: { enum: ['x', 1] } }))]
    const members = [
      ['a', 'x'],
      ['b', '1'],
      ['c', 'true'],
      ['d', 'x'],
    ] as const
    const documentOf = (contents: readonly string[]): string => `<r>\n${contents.join('\n')}\n</r>`
    const usual = members.map(([name, content]) => `<${name}>${content}</${name}>`)
    for (const shape of shapes) for (let at = 0; at < 30; at++) expect(isRead(documentOf(usual), shape)).toBe(true)
    const odd = members.flatMap(([name], at) =>
      tokens.flatMap((token) => {
        const contents = [token, `x${token}y`, `]${token}`].map((content) => `<${name}>${content}</${name}>`)
        return [...contents, `${usual[at]}${token}`, `<${name}${token}>x</${name}>`, `<${name}/>${token}`].map(
          (element) => documentOf(usual.with(at, element)),
        )
      }),
    )
    for (const shape of shapes) {
      const taken = odd.filter((document) => {
        const isTaken = isRead(document, shape)
        // repeats the usual document, so that its order stays in the cache
        isRead(documentOf(usual), shape)
        return isTaken
      })
      expect(taken.length).toBeGreaterThan(odd.length / 4)
    }
  })

  test('reads documents up to the depth limit and gives up beyond it', () => {
    const nested = (levels: number): string => `${'<a>'.repeat(levels)}1${'</a>'.repeat(levels)}`
    const shape = shapeOf(objectOf({ a: { $ref: '#' } }, []))
    for (let levels = 1; levels < 20; levels++) {
      for (const some of [ANY, shape]) {
        for (const document of [
          nested(levels),
          nested(levels).replace('1', ''),
          nested(levels).replace('1', '<a/><a/>'),
        ]) {
          if (isRead(document, some, 8)) expect(levels).toBeLessThan(10)
        }
      }
    }
    expect(isRead(nested(3), ANY)).toBe(true)
    const missing = shapeOf(objectOf({ a: { type: 'array' } }))
    expect([1, 2].map((depth) => isRead('<r/>', missing, depth))).toEqual([false, true])
  })

  test('agrees with readDocument() on all documents of the corpus', () => {
    const folder = new URL('../../corpus/xml-bodies/', import.meta.url)
    const taken = readdirSync(folder).filter((file) => {
      const content = readFileSync(new URL(file, folder), 'utf8')
      const shapes = [ANY, shapeOf(order), shapeOf({ ...order, xml: {} })]
      return shapes.map((shape) => isRead(content, shape)).includes(true)
    })
    expect(taken).toEqual(
      expect.arrayContaining([
        'declaration.txt',
        'items.txt',
        'many-elements.txt',
        'nil.txt',
        'numeric-references.txt',
        'valid-order.txt',
      ]),
    )
  })

  test('agrees with readDocument() on generated documents, unchanged and mutated', () => {
    let taken = 0
    const one = (values: fc.Arbitrary<unknown>) =>
      fc.record({ value: values, indent: fc.constantFrom(0, 2), changes: mutations, described: fc.boolean() })
    const samples = describedValues(3).chain(({ schema, values }) =>
      fc.record({ schema: fc.constant(schema), some: fc.array(one(values), { minLength: 1, maxLength: 20 }) }),
    )
    fc.assert(
      fc.property(samples, ({ schema, some }) => {
        const shape = shapeOf(schema)
        for (const { value, indent, changes, described } of some) {
          const document = encodeXml(value, { kind: 'value', shape, indent })
          const asked = described ? shape : ANY
          if (isRead(document, asked)) taken++
          if (isRead(mutated(document, changes), asked)) taken++
        }
      }),
      { numRuns: Number(runs), ...(seed === undefined ? {} : { seed: Number(seed) }) },
    )
    expect(taken).toBeGreaterThan(Number(runs))
  })
})
