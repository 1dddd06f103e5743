import { endware, json, xml } from '@endware/restapi'
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { z } from 'zod'

// The law: the client gets the schema's own parse of a value, whatever further members the value has.

/** A schema with values that fit it. */
interface Case {
  readonly schema: z.ZodType
  readonly value: unknown
}

const keys = fc.constantFrom('a', 'b', 'c', 'id', 'constructor', 'toString', 'a b', '$', 'é')
const texts = fc.string({ maxLength: 5 })
/** No schema describes a member whose name or value is this. */
const secret = 'SECRET'

const leaf: fc.Arbitrary<Case> = fc.oneof(
  texts.map((value) => ({ schema: z.string(), value })),
  fc.integer().map((value) => ({ schema: z.number(), value })),
  fc.integer({ min: 5 }).map((value) => ({ schema: z.int().min(5), value })),
  fc.boolean().map((value) => ({ schema: z.boolean(), value })),
  fc.constant({ schema: z.null(), value: null }),
  fc.constantFrom('x', 'y').map((value) => ({ schema: z.enum(['x', 'y']), value })),
  fc.constantFrom(1, 'one').map((value) => ({ schema: z.literal([1, 'one']), value })),
  fc.constant({ schema: z.uuid(), value: '0f6b7c1e-8a4e-4d5c-9b1a-3f2e1d0c9b8a' }),
)

type Tie = { readonly tree: Case; readonly members: readonly (readonly [string, Case])[] }

const { tree } = fc.letrec<Tie>((tie) => {
  const inner = tie('tree')
  const members = fc.uniqueArray(fc.tuple(keys, inner), { maxLength: 4, selector: ([key]) => key })
  const objectOf = (parts: readonly (readonly [string, Case])[], kind: 'object' | 'strictObject' | 'looseObject') => {
    const shape = Object.fromEntries(parts.map(([key, { schema }]) => [key, schema]))
    return { schema: z[kind](shape), value: Object.fromEntries(parts.map(([key, { value }]) => [key, value])) }
  }
  return {
    members,
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.tuple(members, fc.constantFrom('object', 'strictObject')).map(([parts, kind]) => objectOf(parts, kind)),
      inner.chain(({ schema, value }) =>
        fc.nat({ max: 3 }).map((count) => ({ schema: z.array(schema), value: Array(count).fill(value) })),
      ),
      inner.chain(({ schema, value }) =>
        fc.uniqueArray(keys, { maxLength: 3 }).map((names) => ({
          schema: z.record(z.string(), schema),
          value: Object.fromEntries(names.map((name) => [name, value])),
        })),
      ),
      fc.tuple(inner, inner).map(([left, right]) => ({
        schema: z.tuple([left.schema, right.schema]),
        value: [left.value, right.value],
      })),
      fc.tuple(inner, inner, fc.boolean()).map(([left, right, first]) => ({
        schema: z.union(first ? [left.schema, right.schema] : [right.schema, left.schema]),
        value: left.value,
      })),
      fc.tuple(members, members).map(([left, right]) => {
        const others = right.filter(([key]) => !left.some(([taken]) => taken === key))
        const [one, two] = [objectOf(left, 'object'), objectOf(others, 'object')]
        return { schema: z.intersection(one.schema, two.schema), value: { ...one.value, ...two.value } }
      }),
      inner.map(({ schema, value }) => ({ schema: z.object({ m: schema.optional() }), value: { m: value } })),
      inner.map(({ schema }) => ({ schema: z.object({ m: schema.optional() }), value: {} })),
      inner.map(({ schema }) => ({ schema: schema.nullable(), value: null })),
      inner.map(({ schema, value }) => ({ schema: z.object({ m: schema.nullish() }).readonly(), value: { m: value } })),
      inner.map(({ schema, value }) => ({
        schema: z.object({ m: schema.default(schema.parse(value) as never) }),
        value: {},
      })),
      inner.map(({ schema, value }) => ({ schema: z.lazy(() => schema), value })),
    ),
  }
})

/** Returns the value with one more member in every object whose schema names its members. */
function withSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSecrets)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(([key, member]): [string, unknown] => [key, withSecrets(member)])
  return Object.fromEntries([[secret, { [secret]: secret }], ...members])
}

const api = endware({ codecs: [json(), xml()], onFailure: () => {} })

async function sent(schema: z.ZodType, value: unknown, accept: string) {
  return api.render(() => ({ value }), { accept, contract: { responses: { 200: z.object({ value: schema }) } } })
}

test('a value that the schema takes is sent as the schema parses it', async () => {
  await fc.assert(
    fc.asyncProperty(tree, async ({ schema, value }) => {
      const parsed = z.object({ value: schema }).parse({ value })
      const answer = await sent(schema, value, 'application/json')
      expect([answer.status, JSON.parse(String(answer.content))]).toEqual([200, JSON.parse(JSON.stringify(parsed))])
    }),
    { numRuns: 300 },
  )
})

test('further members anywhere do not change the answer in JSON and XML', async () => {
  await fc.assert(
    fc.asyncProperty(tree, async ({ schema, value }) => {
      const full = withSecrets({ value }) as { readonly value: unknown }
      const lenient = z.object({ value: schema }).safeParse(full)
      // a record describes every member, and takes the secret for one that does not fit
      fc.pre(lenient.success && !JSON.stringify(lenient.data).includes(secret))
      for (const accept of ['application/json', 'application/xml']) {
        const answer = await sent(schema, full.value, accept)
        expect(answer.status).toBe(200)
        expect(answer.content).not.toContain(secret)
        if (accept === 'application/json')
          expect(JSON.parse(String(answer.content))).toEqual(JSON.parse(JSON.stringify(lenient.data)))
      }
    }),
    { numRuns: 300, maxSkipsPerRun: 1000 },
  )
})
