import { endware } from '@endware/restapi'
import { expect, test } from '@jest/globals'
import { z } from 'zod'

// A union costs at most the sum of its alternatives, however deeply unions are nested: members are counted as they are read.

const Nested = z.object({
  get c() {
    return z
      .union([z.object({ c: z.union([Nested, z.string()]) }), z.array(Nested), Nested, Nested.and(z.object({}))])
      .optional()
  },
})

async function reads(depth: number): Promise<number> {
  let count = 0
  let value: object = {}
  for (let level = 0; level < depth; level++) {
    const inner = value
    value = {
      get c() {
        count++
        return inner
      },
    }
  }
  const answer = await endware().render(() => value, { contract: { responses: { 200: Nested } } })
  expect(answer.status).toBe(200)
  return count
}

test('a value nested twice as deeply in unions is read twice as often', async () => {
  const [ten, twenty, forty] = [await reads(10), await reads(20), await reads(40)]
  expect(twenty).toBeLessThanOrEqual(ten * 2.5)
  expect(forty).toBeLessThanOrEqual(twenty * 2.5)
})
