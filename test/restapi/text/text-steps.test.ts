import { json } from '@endware/restapi'
import { afterAll, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { schemaShape } from '../../../restapi/src/schema/schema-shape.js'
import { fieldsReader } from '../../../restapi/src/text/form-fields.js'
import { urlEncodedFields } from '../../../restapi/src/text/url-encoded-fields.js'
import { StepCounter } from '../../support/count-steps.js'

const steps = new StepCounter(/restapi\/src\//)
afterAll(() => steps.stop())

interface Node {
  a?: Node | undefined
}
const Branching: z.ZodType<Node> = z.union([
  z.object({ a: z.lazy(() => Branching).optional(), b: z.int() }),
  z.object({ a: z.lazy(() => Branching).optional(), c: z.int() }),
  z.object({ a: z.lazy(() => Branching).optional(), d: z.int() }),
])
const Open = z.object({ f: Branching, list: z.array(z.union([z.int(), z.boolean()])).optional() })

/** Counts the steps of reading a form of each size, after all shapes are compiled. */
function stepsOf(formOf: (size: number) => string, sizes: readonly [number, number]): readonly [number, number] {
  const read = fieldsReader(schemaShape(Open, 'input'))
  const work = (size: number) => () => read(urlEncodedFields(formOf(size)))
  for (const size of sizes) work(size)()
  return [steps.count(work(sizes[0])), steps.count(work(sizes[1]))]
}

describe('fieldsReader', () => {
  test.each<[what: string, formOf: (size: number) => string, small: number]>([
    ['a name nested in brackets under unions', (size) => `f${'[a]'.repeat(size)}[x]=1`, 7],
    ['a repeated name', (size) => 'list=1&'.repeat(size), 400],
    ['a repeated name whose texts do not fit', (size) => 'list=x&'.repeat(size), 400],
    ['items in brackets', (size) => 'list[]=1&'.repeat(size), 400],
    ['numbered items in brackets', (size) => Array.from({ length: size }, (_, at) => `list[${at}]=1`).join('&'), 400],
    ['members of a union in brackets', (size) => Array.from({ length: size }, (_, at) => `f[x${at}]=1`).join('&'), 400],
  ])('takes steps in proportion to the size of the form: %s', (_what, formOf, small) => {
    const [less, more] = stepsOf(formOf, [small, 2 * small])
    expect(less).toBeGreaterThan(small)
    expect(more).toBeLessThan(less * 2.6)
  })
})

describe('json().decode', () => {
  test.each<[what: string, contentOf: (size: number) => string]>([
    ['long integers', (size) => `[${'1152921504606847000,'.repeat(size)}1]`],
    ['strings of backslashes', (size) => `["${'\\\\'.repeat(size)}\\"${'\\\\'.repeat(size)}", 1152921504606847000]`],
    ['strings of digits', (size) => `["${'1234567890123456'.repeat(size)}"]`],
    [
      'members of unions',
      (size) => `{"f":{${Array.from({ length: size }, (_, at) => `"${at}":1152921504606847000`).join(',')}}}`,
    ],
  ])('takes steps in proportion to the size of the content: %s', (_what, contentOf) => {
    const shape = schemaShape(z.object({ f: Branching, n: z.bigint() }), 'input')
    const work = (size: number) => () =>
      json().decode?.(Buffer.from(contentOf(size)), { mediaType: 'application/json', shape, maxDepth: 64 })
    for (const size of [1000, 2000]) work(size)()
    const [less, more] = [steps.count(work(1000)), steps.count(work(2000))]
    expect(more).toBeLessThan(less * 2.2)
  })
})
