import { describe, expect, test } from '@jest/globals'
import { marked, objectOf } from '../written.js'

const string = { type: 'string' }
const number = { type: 'number' }

describe('mark of a value', () => {
  const list = { type: 'array', items: string }
  const nullable = { type: ['array', 'null'], items: { type: ['string', 'null'] } }
  const listOrText = { anyOf: [string, list] }
  const scalar = { type: ['number', 'boolean', 'string', 'null'] }
  const textFirst = { type: ['string', 'number', 'boolean'] }
  const objects = { anyOf: [objectOf({ x: number }), objectOf({ x: string }), objectOf({}, [])] }
  const kinds = {
    oneOf: [objectOf({ kind: { const: 'a' }, x: number }), objectOf({ kind: { const: 'b' }, x: string })],
  }

  test.each<[schema: unknown, value: unknown, content: string]>([
    [list, [], ''],
    [list, ['a'], '<v>a</v>'],
    [nullable, [], ''],
    [nullable, null, '<v xsi:nil="true"/>'],
    [nullable, ['a'], '<v>a</v>'],
    [nullable, [null, null], '<v xsi:nil="true"/><v xsi:nil="true"/>'],
    [listOrText, 'a', '<v>a</v>'],
    [listOrText, ['a', 'b'], '<v>a</v><v>b</v>'],
    [scalar, 'a', '<v>a</v>'],
    [scalar, '1', '<v xsi:type="xs:string">1</v>'],
    [scalar, 'true', '<v xsi:type="xs:string">true</v>'],
    [scalar, 1, '<v>1</v>'],
    [scalar, true, '<v>true</v>'],
    [textFirst, 1, '<v xsi:type="xs:decimal">1</v>'],
    [textFirst, 1e21, '<v xsi:type="xs:double">1e+21</v>'],
    [textFirst, true, '<v xsi:type="xs:boolean">true</v>'],
    [{ enum: ['1', 1] }, '1', '<v>1</v>'],
    [{ enum: ['1', 1] }, 1, '<v xsi:type="xs:decimal">1</v>'],
    // a value of another type than the schema's is marked as well
    [number, '12', '<v xsi:type="xs:string">12</v>'],
    [objects, { x: 1 }, '<v><x>1</x></v>'],
    [objects, { x: 'a' }, '<v><x>a</x></v>'],
    [objects, { x: '1' }, '<v json:alternative="1"><x>1</x></v>'],
    [objects, {}, '<v/>'],
    [kinds, { kind: 'b', x: '1' }, '<v><kind>b</kind><x>1</x></v>'],
    [{ anyOf: [string, objectOf({}, [])] }, {}, '<v json:alternative="1"/>'],
    [{ anyOf: [string, objectOf({}, [])] }, '', '<v/>'],
  ])('is written only if the schema leaves the type open: %j with %j', (schema, v, content) => {
    const document = marked({ v }, objectOf({ v: schema }))
    expect(document).toBe(content === '' ? '<response/>' : `<response>${content}</response>`)
  })

  test.each<[schema: unknown, value: unknown, required: boolean, elements: string]>([
    [list, [], false, ''],
    [nullable, [null], true, '<v xsi:nil="true"/>'],
    [listOrText, ['a'], true, '<v>a</v>'],
    [listOrText, [], true, ''],
    [string, ['a'], true, '<v>a</v>'],
  ])('is that of an array under %j for %j', (schema, v, required, elements) => {
    const document = marked({ v }, objectOf({ v: schema }, required ? ['v'] : []))
    const content = elements === '' ? '/>' : `>${elements}</response>`
    expect(document).toBe(`<response json:arrays="v"${content}`)
  })

  test('names the alternative for an array beside an object', () => {
    const schema = { type: 'array', items: { anyOf: [objectOf({}, []), list] } }
    expect(marked([['a'], {}], schema)).toBe('<items><item json:alternative="1"><item>a</item></item><item/></items>')
  })
})
