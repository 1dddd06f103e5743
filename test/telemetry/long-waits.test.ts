import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import fc from 'fast-check'
import { LongWaits, type Waiting } from '../../telemetry/long-waits.js'

beforeEach(() => {
  jest.useFakeTimers()
})
afterEach(() => {
  jest.useRealTimers()
})

const limit = 100

/** An item whose wait begins now. */
class Item implements Waiting<Item> {
  readonly since = performance.now()
  previous: Item | undefined
  next: Item | undefined
}

test('what waits for the limit is found then, once; what ends before is not', () => {
  const item = fc.record({ begin: fc.nat(500), length: fc.nat(2 * limit).filter((length) => length !== limit) })
  fc.assert(
    fc.property(fc.array(item, { maxLength: 20 }), (items) => {
      const start = performance.now()
      const now = () => Math.round(performance.now() - start)
      const found: { item: Item; at: number }[] = []
      const waits = new LongWaits<Item>(limit, (item) => found.push({ item, at: now() }))
      const ended: Item[] = []
      const expected: { begin: number; at: number }[] = []
      for (const { begin, length } of items) {
        setTimeout(() => {
          const item = new Item()
          waits.add(item)
          setTimeout(() => {
            waits.delete(item)
            ended.push(item)
          }, length)
        }, begin)
        if (length > limit) expected.push({ begin, at: begin + limit })
      }
      jest.runAllTimers()
      const inOrder = expected.sort((one, other) => one.begin - other.begin).map(({ at }) => at)
      expect(found.map(({ at }) => at)).toEqual(inOrder)
      expect(new Set(found.map(({ item }) => item)).size).toBe(found.length)
      // An item that has ended keeps no other alive.
      expect(ended.flatMap(({ previous, next }) => [previous, next])).toEqual(Array(2 * items.length).fill(undefined))
    }),
  )
})

test('any number of waits has one timer, and none is left after the limit when nothing waits', () => {
  const waits = new LongWaits<Item>(limit, () => undefined)
  const items = Array.from({ length: 1000 }, () => new Item())
  for (const item of items) waits.add(item)
  expect(jest.getTimerCount()).toBe(1)
  for (const item of items) waits.delete(item)
  jest.advanceTimersByTime(limit)
  expect(jest.getTimerCount()).toBe(0)
})
