import fc from 'fast-check'
import { awkwardKey, awkwardText } from './awkward-text.js'
import { anyJson, type Described, nullable, textsBesideAttributes } from './text-and-any.js'

/** Returns the text with U+FFFD for each character that XML cannot hold (XML 1.0 §2.2 Char), lone surrogates included. */
export function xmlCharacters(text: string): string {
  return text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
}

const scalars: fc.Arbitrary<Described> = fc.oneof(
  fc.constant({ schema: { type: 'string' }, values: awkwardText }),
  fc.constant({ schema: { type: 'integer' }, values: fc.integer() }),
  fc.constant({ schema: { type: 'number' }, values: fc.double({ noNaN: true, noDefaultInfinity: true }) }),
  fc.constant({ schema: { type: 'boolean' }, values: fc.boolean() }),
  fc.constant({ schema: { type: 'string', format: 'date-time' }, values: fc.date({ noInvalidDate: true }) }),
  fc.constant({ schema: { type: 'string', contentEncoding: 'base64' }, values: fc.uint8Array({ maxLength: 9 }) }),
  fc.constant({ schema: { type: 'string', pattern: '^-?[0-9]+$' }, values: fc.bigInt() }),
  fc
    .uniqueArray(fc.oneof(awkwardText.map(xmlCharacters), fc.integer(), fc.boolean(), fc.constant(null)), {
      minLength: 1,
      maxLength: 4,
    })
    .map((values) => ({ schema: { enum: values.map(plain) }, values: fc.constantFrom(...values.map(plain)) })),
)

/** Schemas of every kind, nested at most `depth` times, with values of each. */
export function describedValues(depth: number): fc.Arbitrary<Described> {
  if (depth === 0) return scalars
  const inner = describedValues(depth - 1)
  return fc.oneof(
    { weight: 2, arbitrary: scalars },
    { weight: 4, arbitrary: objects(inner) },
    { weight: 2, arbitrary: arrays(inner) },
    { weight: 1, arbitrary: tuples(inner) },
    { weight: 1, arbitrary: records(inner) },
    { weight: 2, arbitrary: unions(inner) },
    { weight: 1, arbitrary: inner.map(nullable) },
    { weight: 1, arbitrary: textsBesideAttributes(scalars) },
    { weight: 1, arbitrary: fc.constant({ schema: {}, values: anyJson }) },
  )
}

function plain<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value))
}

function unions(inner: fc.Arbitrary<Described>): fc.Arbitrary<Described> {
  return fc.array(inner, { minLength: 2, maxLength: 3 }).map((alternatives) => ({
    schema: { anyOf: alternatives.map(({ schema }) => schema) },
    values: fc.oneof(...alternatives.map(({ values }) => values)),
  }))
}

function arrays(inner: fc.Arbitrary<Described>): fc.Arbitrary<Described> {
  return fc.record({ items: inner, wrapped: fc.boolean(), name: fc.boolean() }).map(({ items, wrapped, name }) => ({
    schema: {
      type: 'array',
      items: name ? { ...items.schema, xml: { name: 'entry' } } : items.schema,
      ...(wrapped ? { xml: { wrapped: true } } : {}),
    },
    values: fc.oneof(
      fc.array(items.values, { maxLength: 3 }),
      fc.array(items.values, { maxLength: 2 }).map((list) => new Set(list)),
    ),
  }))
}

function tuples(inner: fc.Arbitrary<Described>): fc.Arbitrary<Described> {
  return fc.array(inner, { minLength: 1, maxLength: 3 }).map((items) => ({
    schema: { type: 'array', prefixItems: items.map(({ schema }) => schema) },
    values: fc.tuple(...items.map(({ values }) => values)),
  }))
}

function records(inner: fc.Arbitrary<Described>): fc.Arbitrary<Described> {
  return inner.map(({ schema, values }) => ({
    schema: { type: 'object', additionalProperties: schema },
    values: fc
      .uniqueArray(fc.tuple(awkwardKey, values), { selector: ([key]) => key, maxLength: 3 })
      .map((entries) => new Map(entries)),
  }))
}

const NAMESPACES = ['http://example.com/one', 'urn:two']

/** Names that schemas give to elements. No other property may have them. */
const givenName = /^(?:[en][0-9]|entry)$/

function objects(inner: fc.Arbitrary<Described>): fc.Arbitrary<Described> {
  const member = fc.record({
    described: inner,
    required: fc.boolean(),
    attribute: fc.boolean(),
    rename: fc.boolean(),
    namespace: fc.constantFrom(undefined, undefined, undefined, ...NAMESPACES),
    prefix: fc.boolean(),
  })
  const key = awkwardKey.filter((text) => !givenName.test(text))
  const members = fc.uniqueArray(fc.tuple(key, member), { selector: ([key]) => key, maxLength: 4 })
  return fc.tuple(members, fc.boolean()).map(([entries, strict]) => {
    const properties = entries.map(
      ([key, { described, ...how }], index) =>
        [key, named({ ...described.schema, ...xmlOf(described.schema, how, index) }, index)] as const,
    )
    const values = fc.record(Object.fromEntries(entries.map(([key, { described }]) => [key, described.values])), {
      requiredKeys: entries.filter(([, { required }]) => required).map(([key]) => key),
    })
    return {
      schema: {
        type: 'object',
        properties: Object.fromEntries(properties),
        required: entries.filter(([, { required }]) => required).map(([key]) => key),
        ...(strict ? { additionalProperties: false } : {}),
      },
      values,
    }
  })
}

interface How {
  readonly attribute: boolean
  readonly rename: boolean
  readonly namespace: string | undefined
  readonly prefix: boolean
}

function xmlOf(schema: Record<string, unknown>, how: How, index: number): { readonly xml: object } {
  const own = typeof schema.xml === 'object' && schema.xml !== null ? schema.xml : {}
  const attribute =
    how.attribute &&
    (typeof schema.type === 'string' || Array.isArray(schema.enum)) &&
    schema.type !== 'array' &&
    schema.type !== 'object'
  const bound = how.namespace !== undefined && (how.prefix || attribute)
  return {
    xml: {
      ...own,
      ...(how.rename ? { name: `n${index}` } : {}),
      ...(attribute ? { attribute } : {}),
      ...(how.namespace === undefined ? {} : { namespace: how.namespace }),
      ...(bound ? { prefix: `p${NAMESPACES.indexOf(how.namespace ?? '')}` } : {}),
    },
  }
}

/** Gives named items of an unwrapped array, nullable or in a union, a name that no other property of the object has. */
function named(schema: Record<string, unknown>, index: number): Record<string, unknown> {
  const { items, anyOf } = schema
  if (Array.isArray(anyOf)) return { ...schema, anyOf: anyOf.map((alternative) => named(alternative, index)) }
  if (typeof items !== 'object' || items === null || !('xml' in items) || typeof items.xml !== 'object') return schema
  return { ...schema, items: { ...items, xml: { ...items.xml, name: `e${index}` } } }
}

/** Values of every kind in JavaScript, without a schema. */
export const anyValue: fc.Arbitrary<unknown> = fc.anything({
  key: awkwardKey,
  values: [awkwardText, fc.boolean(), fc.double(), fc.bigInt(), fc.constantFrom(null, undefined, Symbol('s'), () => 1)],
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withBoxedValues: true,
  withNullPrototype: true,
  withSparseArray: true,
  withObjectString: true,
})
