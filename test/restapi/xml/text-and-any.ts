import fc from 'fast-check'
import { awkwardKey, awkwardText } from './awkward-text.js'

/** A JSON Schema together with values of it. */
export interface Described {
  readonly schema: Record<string, unknown>
  readonly values: fc.Arbitrary<unknown>
}

/** JSON values of any structure, for schemas of any type. */
export const anyJson: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    awkwardText,
    fc.constantFrom(null, true, false, 0, -1.5, 1e21, 2 ** 53, {}, []),
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .uniqueArray(fc.tuple(awkwardKey, tie('value')), { selector: ([key]) => key, maxLength: 3 })
      .map(Object.fromEntries),
  ),
})).value

/** Objects whose members are attributes and the text of their element; each may be absent, null or of several types. */
export const textsBesideAttributes = (scalars: fc.Arbitrary<Described>): fc.Arbitrary<Described> =>
  fc
    .record({
      text: scalars.chain(perhapsAmbiguous),
      attributes: fc.array(scalars, { maxLength: 2 }),
      required: fc.boolean(),
      open: fc.boolean(),
      others: fc.boolean(),
    })
    .map(({ text, attributes, required, open, others }) => {
      const described: [string, Described][] = attributes.map((attribute, at) => [
        `a${at}`,
        withXml(attribute, { nodeType: 'attribute' }),
      ])
      described.push(['value', withXml(text, { nodeType: 'text' })])
      const members = fc.record(Object.fromEntries(described.map(([key, { values }]) => [key, values])), {
        requiredKeys: required ? described.map(([key]) => key) : [],
      })
      return {
        schema: {
          type: 'object',
          properties: Object.fromEntries(described.map(([key, { schema }]) => [key, schema])),
          required: required ? described.map(([key]) => key) : [],
          ...(open ? {} : { additionalProperties: false }),
        },
        values: open && others ? fc.tuple(members, anyJson).map(([object, other]) => ({ ...object, other })) : members,
      }
    })

function perhapsAmbiguous(described: Described): fc.Arbitrary<Described> {
  const eitherNumber = {
    schema: { anyOf: [described.schema, { type: 'number' }] },
    values: fc.oneof(described.values, fc.integer()),
  }
  return fc.constantFrom(described, described, nullable(described), eitherNumber)
}

function withXml({ schema, values }: Described, xml: object): Described {
  return { schema: { ...schema, xml }, values }
}

export function nullable({ schema, values }: Described): Described {
  return { schema: { anyOf: [schema, { type: 'null' }] }, values: fc.option(values) }
}
