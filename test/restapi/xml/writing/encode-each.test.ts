import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { JsonSchema, Shape } from '../../../../restapi/src/schema/shape.js'
import { shapeOf } from '../../../../restapi/src/schema/shape-compiler.js'
import { decodeXml } from '../../../../restapi/src/xml/reading/decode-xml.js'
import { encodeXmlEach } from '../../../../restapi/src/xml/writing/encode-each.js'
import { encodeXml } from '../../../../restapi/src/xml/writing/encode-xml.js'
import { FastWriter } from '../../../../restapi/src/xml/writing/fast-writer.js'
import { describedValues } from '../described-values.js'
import { DECLARATION, objectOf } from '../written.js'

async function* each(values: readonly unknown[]): AsyncGenerator<unknown> {
  yield* values
}

async function collected(source: AsyncIterable<string>): Promise<string[]> {
  const chunks: string[] = []
  for await (const chunk of source) chunks.push(chunk)
  return chunks
}

function chunks(values: readonly unknown[], shape?: Shape, indent = 0): Promise<string[]> {
  return collected(encodeXmlEach(each(values), { kind: 'value', shape, indent }, new FastWriter()))
}

function decode(document: string, shape: Shape): unknown {
  return decodeXml(Buffer.from(document), { shape, maxDepth: 64 })
}

describe('encodeXmlEach()', () => {
  test('yields a chunk for each item and one for the end', async () => {
    const [first, second, end, ...more] = await chunks([{ a: 1 }, null])
    expect(first).toBe(`${DECLARATION}<items><item><a>1</a></item>`)
    expect(second).toBe('<item xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>')
    expect([end, ...more]).toEqual(['</items>'])
  })

  test('writes an empty array without items', async () => {
    expect(await chunks([])).toEqual([`${DECLARATION}<items/>`])
  })

  test('uses the names and indentation of the array', async () => {
    const item = { ...objectOf({ a: { type: 'number' } }), xml: { name: 'row', prefix: 'p', namespace: 'urn:a' } }
    const shape = shapeOf({ type: 'array', items: item, xml: { name: 'rows', prefix: 'p', namespace: 'urn:a' } })
    const document = (await chunks([{ a: 1 }], shape, 2)).join('')
    expect(document).toBe(`${DECLARATION}\n<p:rows xmlns:p="urn:a">\n  <p:row>\n    <a>1</a>\n  </p:row>\n</p:rows>`)
  })

  test('writes a document that is read as the array', async () => {
    const samples = describedValues(2).chain(({ schema, values }) =>
      fc.tuple(fc.constant<JsonSchema>(schema), fc.array(values, { maxLength: 3 })),
    )
    await fc.assert(
      fc.asyncProperty(samples, async ([items, values]) => {
        const shape = shapeOf({ type: 'array', items })
        const whole = encodeXml(values, { kind: 'value', shape })
        const streamed = (await chunks(values, shape)).join('')
        expect(decode(streamed, shape)).toEqual(decode(whole, shape))
      }),
    )
  })

  test('throws the errors of its source and of an item', async () => {
    const broken = new Error('broken')
    async function* breaking(): AsyncGenerator<unknown> {
      yield 1
      throw broken
    }
    const loop: unknown[] = []
    loop.push(loop)
    await expect(collected(encodeXmlEach(breaking(), { kind: 'value' }, new FastWriter()))).rejects.toBe(broken)
    await expect(chunks([loop])).rejects.toThrow(TypeError)
  })
})
