import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { JsonSchema } from '../../../restapi/src/schema/shape.js'
import { shapeOf } from '../../../restapi/src/schema/shape-compiler.js'
import { stringifyJson } from '../../../restapi/src/values/json-value.js'
import { decodeXml } from '../../../restapi/src/xml/reading/decode-xml.js'
import { encodeXml } from '../../../restapi/src/xml/writing/encode-xml.js'
import { describedValues, xmlCharacters } from './described-values.js'

const kinds = fc.constantFrom('value', 'error')
const indents = fc.constantFrom(0, 2)
const samples = fc.tuple(describedValues(3), kinds, indents).chain(([{ schema, values }, kind, indent]) =>
  fc.record({
    schema: fc.constant<JsonSchema>(schema),
    value: values,
    kind: fc.constant(kind),
    indent: fc.constant(indent),
  }),
)

describe('XML document of a value with a schema', () => {
  test('is read as the value of the JSON document', () => {
    fc.assert(
      fc.property(samples, ({ schema, value, kind, indent }) => {
        const shape = shapeOf(schema)
        const document = encodeXml(value, { kind, shape, indent })
        expect(decodeXml(Buffer.from(document), { shape, maxDepth: 64 })).toEqual(ofJson(value))
      }),
      { numRuns: 1000 },
    )
  })
})

/** Returns the value of the JSON document, with U+FFFD for characters that XML cannot hold. */
function ofJson(value: unknown): unknown {
  return JSON.parse(stringifyJson(value), (_key, member) =>
    typeof member === 'string' ? xmlCharacters(member) : member,
  )
}
