import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { layoutOf } from '../../../../restapi/src/schema/layout.js'
import { shapeOf } from '../../../../restapi/src/schema/shape-compiler.js'
import { compiledReader } from '../../../../restapi/src/xml/reading/compiled-reader.js'
import { MemberOrder } from '../../../../restapi/src/xml/reading/member-order.js'
import { attributeReader, type MemberReader } from '../../../../restapi/src/xml/reading/member-reader.js'
import { objectOf } from '../written.js'

const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
const text = { type: 'string' }
const strangers = fc.sample(fc.shuffledSubarray(keys, { minLength: keys.length }), { numRuns: 1_000, seed: 1 })

/** Tree of orders of one shape. It reports whether an order is in the cache after an object of it was read. */
function memory() {
  const shape = shapeOf(objectOf(Object.fromEntries(keys.map((key) => [key, text])), []))
  if (shape.kind !== 'object') throw new Error('an object has the shape of an object')
  const { byKey } = layoutOf(shape)
  const readers = new Map([...byKey].map(([key, member]) => [key, attributeReader(member)]))
  const empty = MemberOrder.empty([], byKey)
  return (order: readonly string[]): boolean => {
    let at: MemberOrder | undefined = empty
    for (const key of order) at = at?.followedBy(readers.get(key) as MemberReader)?.order
    at?.object(order)
    return at !== undefined
  }
}

describe('MemberOrder', () => {
  test('keeps the usual order when a client sends many others', () => {
    const read = memory()
    for (const order of strangers) {
      for (let times = 0; times < 3; times++) read(keys)
      read(order)
    }
    expect(read(keys)).toBe(true)
  })

  test('takes the usual order soon, even if others came first and often', () => {
    const read = memory()
    for (let times = 0; times < 10; times++) for (const order of strangers) read(order)
    const often = strangers[0] ?? keys
    for (let times = 0; times < 100_000; times++) read(often)
    for (let times = 0; times < 300; times++) read(keys)
    expect(read(keys)).toBe(true)
  })

  test('lets the compiled reader read every order of attributes, in the cache or not', () => {
    const attribute = { ...text, xml: { attribute: true } }
    const schema = objectOf({ ...Object.fromEntries(keys.map((key) => [key, attribute])), list: { type: 'array' } })
    const read = compiledReader(shapeOf(schema))
    const document = (order: readonly string[], rest: string): string =>
      `<r ${order.map((key) => `${key}="${key}"`).join(' ')}${rest}`
    const object = (order: readonly string[]) => Object.fromEntries(order.map((key) => [key, key]))
    for (const order of [...strangers, keys]) {
      expect(read(document(order, '/>'), 64)).toEqual({ ...object(order), list: [] })
      expect(read(document(order, '><list>x</list></r>'), 64)).toEqual({ ...object(order), list: ['x'] })
      expect(read(document([...order, 'a'], '/>'), 64)).toBeUndefined() // left to `readDocument`, which refuses it
    }
  })
})
