import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { schemaShape } from '../../../../restapi/src/schema/schema-shape.js'
import { ANY } from '../../../../restapi/src/schema/shape-combination.js'
import { decodeXml } from '../../../../restapi/src/xml/reading/decode-xml.js'

const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xs="http://www.w3.org/2001/XMLSchema"'

function read(schema: z.ZodType, content: string): unknown {
  const shape = schemaShape(schema, 'input')
  if (shape === undefined) throw new Error('the schema has no shape')
  return decodeXml(Buffer.from(`<r ${XSI}>${content}</r>`), { shape, maxDepth: 64 })
}

describe('decodeXml() and the lexical forms of XML Schema', () => {
  const schema = z.object({
    n: z.number().optional(),
    b: z.boolean().optional(),
    d: z.iso.date().optional(),
    t: z.array(z.iso.time()).optional(),
    e: z.enum(['in stock', 'sold']).optional(),
    l: z.literal([1, true, 'x']).optional(),
    u: z.union([z.boolean(), z.number()]).optional(),
    s: z.string().optional(),
    any: z.unknown().optional(),
    list: z.array(z.number()).optional(),
  })
  test.each<[content: string, value: unknown]>([
    ['<n>+5</n>', { n: 5 }],
    ['<n>007</n>', { n: 7 }],
    ['<n>-00.50</n>', { n: -0.5 }],
    ['<n>.5</n>', { n: 0.5 }],
    ['<n>5.</n>', { n: 5 }],
    ['<n>\n  +1.5E+3\t</n>', { n: 1500 }],
    ['<n>.</n>', { n: '.' }],
    ['<n>+</n>', { n: '+' }],
    ['<n>1 2</n>', { n: '1 2' }],
    ['<n>0x10</n>', { n: '0x10' }],
    ['<n>INF</n>', { n: 'INF' }],
    ['<b>1</b>', { b: true }],
    ['<b> 0 </b>', { b: false }],
    ['<b>\ntrue\n</b>', { b: true }],
    ['<b>2</b>', { b: '2' }],
    ['<b>True</b>', { b: 'True' }],
    ['<d>\n 2026-01-01 </d>', { d: '2026-01-01' }],
    ['<t> 10:00:00\n</t><t>11:00</t>', { t: ['10:00:00', '11:00'] }],
    ['<e> in\n   stock </e>', { e: 'in stock' }],
    ['<l> +1 </l>', { l: 1 }],
    ['<l>true</l>', { l: true }],
    ['<l> x </l>', { l: 'x' }],
    ['<u>1</u>', { u: 1 }],
    ['<u>true</u>', { u: true }],
    ['<s> +5 </s>', { s: ' +5 ' }],
    ['<any>+5</any>', { any: '+5' }],
    ['<any xsi:type="xs:int">+5</any>', { any: 5 }],
    ['<any xsi:type="xs:boolean"> 1 </any>', { any: true }],
    ['<list>+1</list><list>02</list>', { list: [1, 2] }],
  ])('reads %s', (content, value) => {
    expect(read(schema, content)).toEqual(value)
  })
})

describe('empty number, boolean or date', () => {
  const attribute = { xml: { attribute: true } }
  const optional = z.object({
    n: z.coerce.number().optional(),
    b: z.coerce.boolean().optional(),
    d: z.coerce.date().optional(),
    t: z.iso.time().optional(),
    a: z.number().optional().meta(attribute),
    withDefault: z.number().default(7),
    e: z.literal([1, 2]).optional(),
    s: z.string().optional(),
  })
  test.each(['<n/>', '<n> </n>', '<b></b>', '<d>\n</d>', '<t/>', '<withDefault/>', '<e/>', '<n xsi:type="xs:int"/>'])(
    'is an absent value if the property is optional: %s',
    (content) => {
      expect(read(optional, content)).toEqual({})
    },
  )

  test('is an absent value as an attribute, and an empty text stays a text', () => {
    const shape = schemaShape(optional, 'input')
    expect(decodeXml(Buffer.from('<r a=""><s/></r>'), { maxDepth: 64, shape: shape ?? ANY })).toEqual({
      s: '',
    })
  })

  const required = z.object({
    n: z.coerce.number().optional(),
    o: z.union([z.object({ n: z.number() }), z.array(z.object({ n: z.string() }))]).optional(),
    list: z.array(z.int()).optional(),
    inner: z.object({ n: z.number(), b: z.boolean(), d: z.iso.datetime() }).optional(),
  })
  test.each<[content: string, message: string]>([
    ['<list/>', 'expected a number in <list>, which is empty'],
    ['<list>1</list><list> </list>', 'expected a number in <list>, which is empty'],
    ['<inner><n/></inner>', 'expected a number in <n>, which is empty'],
    ['<inner><n>1</n><b/></inner>', 'expected true or false in <b>, which is empty'],
    ['<inner><d> </d></inner>', 'expected a date or time in <d>, which is empty'],
  ])('is refused if the property is required: %s', (content, message) => {
    expect(() => read(required, content)).toThrow(message)
  })

  test('lets another alternative of a union be chosen', () => {
    expect(read(required, '<o><n/></o>')).toEqual({ o: [{ n: '' }] })
  })
})

describe('messages of decodeXml()', () => {
  const amount = { xml: { namespace: 'urn:a', prefix: 'a' } }
  const schema = z
    .object({
      id: z.string().meta({ xml: { attribute: true } }),
      amount: z.number().meta(amount),
      note: z.string().optional(),
      price: z.number().optional(),
      lines: z
        .array(z.string())
        .optional()
        .meta({ xml: { wrapped: true } }),
    })
    .meta({ xml: { name: 'order', namespace: 'urn:o' } })
  const shape = schemaShape(schema, 'input')
  test.each<[document: string, message: string]>([
    ['<order/>', 'expected the root element <order> in the namespace urn:o, not in no namespace'],
    ['<order xmlns="urn:x"/>', 'expected the root element <order> in the namespace urn:o, not in the namespace urn:x'],
    ['<sale xmlns="urn:o"/>', 'expected the root element <order>, not <sale>'],
    ['<sale/>', 'expected the root element <order> in the namespace urn:o, not <sale>'],
    [
      '<order xmlns="urn:o" id="1"><amount>1</amount></order>',
      'expected the element amount in the namespace urn:a, not in the namespace urn:o',
    ],
    [
      '<order xmlns="urn:o" xmlns:b="urn:b" id="1"><b:amount>1</b:amount></order>',
      'expected the element amount in the namespace urn:a, not in the namespace urn:b',
    ],
    ['<order xmlns="urn:o" note="x"/>', 'expected note as an element, not as an attribute'],
    [
      '<order xmlns="urn:o" xmlns:b="urn:b" b:id="1"/>',
      'expected the attribute id in no namespace, not in the namespace urn:b',
    ],
    [
      '<order xmlns="urn:o"><price currency="EUR">1</price></order>',
      'expected <price> with text alone, without the attribute currency',
    ],
    [
      '<order xmlns="urn:o"><lines count="1">1</lines></order>',
      'expected text or attributes in <lines>, not both: no text is described beside its attributes',
    ],
    ['<order xmlns="urn:o">text <note/></order>', 'expected text or elements in <order>, not both'],
  ])('name the difference in %s', (document, message) => {
    expect(() => decodeXml(Buffer.from(document), { shape: shape ?? ANY, maxDepth: 64 })).toThrow(message)
  })
})
