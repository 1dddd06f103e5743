import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseStringPromise } from 'xml2js'
import type { ContentKind } from '../../../../restapi/src/formats/codec.js'
import { shapeOf } from '../../../../restapi/src/schema/shape-compiler.js'
import { stringifyJson } from '../../../../restapi/src/values/json-value.js'
import { parseDocument } from '../../../../restapi/src/xml/reading/parse-document.js'
import { encodeXml } from '../../../../restapi/src/xml/writing/encode-xml.js'
import { anyValue, describedValues } from '../described-values.js'

const kinds = fc.constantFrom<ContentKind>('value', 'error', 'problem')
const indents = fc.constantFrom(0, 2)

describe('document of any value', () => {
  test('is well-formed for xml2js and for a strict parser with namespaces', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyValue, { maxLength: 3 }),
        anyValue,
        kinds,
        indents,
        async (list, single, kind, indent) => {
          for (const value of [list, { single }, new Map([['list', list]])]) {
            fc.pre(hasJson(value))
            const document = encodeXml(value, { kind, indent })
            expect(parsed(document)).toBeDefined()
            await expect(parseStringPromise(document)).resolves.toBeDefined()
          }
        },
      ),
      { numRuns: 500 },
    )
  })

  test('is well-formed under any generated schema', () => {
    const samples = describedValues(2).chain(({ schema, values }) =>
      fc.tuple(fc.constant(schema), fc.oneof(values, anyValue)),
    )
    fc.assert(
      fc.property(samples, kinds, indents, ([schema, value], kind, indent) => {
        fc.pre(hasJson([value]))
        const shape = shapeOf(schema)
        const list = shapeOf({ type: 'array', items: schema })
        for (const document of [
          encodeXml([value], { kind, indent, shape: list }),
          encodeXml({ list: [value], value }, { kind, indent, shape: list }),
          encodeXml([value], { kind, indent, shape }),
          encodeXml({ list: [value], value }, { kind, indent, shape }),
        ])
          expect(parsed(document)).toBeDefined()
      }),
      { numRuns: 1000 },
    )
  })
})

describe('document without a schema', () => {
  const text = fc.stringMatching(/^[!-~][ -~]{0,8}[!-~]$/)
  const plain = fc.letrec((tie) => ({
    scalar: fc.oneof(text, fc.integer(), fc.boolean()),
    value: fc.oneof({ maxDepth: 3 }, tie('scalar'), tie('object')),
    list: fc.array(tie('value'), { minLength: 2, maxLength: 3 }),
    object: fc.dictionary(fc.stringMatching(/^[a-w][a-z]{0,4}$/), fc.oneof(tie('value'), tie('list')), {
      minKeys: 1,
      maxKeys: 3,
    }),
  })).object

  test('is read by xml2js as the JSON document, with its scalars as text', async () => {
    await fc.assert(
      fc.asyncProperty(plain, indents, async (value, indent) => {
        const { response } = await parseStringPromise(encodeXml(value, { kind: 'value', indent }), {
          explicitArray: false,
        })
        expect(response).toEqual(
          JSON.parse(JSON.stringify(value), (_key, member) => (isScalar(member) ? String(member) : member)),
        )
      }),
    )
  })
})

/** Throws unless a strict parser with namespaces reads exactly one root element. */
function parsed(document: string): unknown {
  return parseDocument(document, { depth: 1000, attributes: 1000, nameLength: 10_000 })
}

/** Reports whether the value has JSON. A Map may have a key that cannot become a text. */
function hasJson(value: unknown): boolean {
  try {
    return stringifyJson(value) !== ''
  } catch {
    return false
  }
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object'
}
