import { expect, test } from '@jest/globals'
import { DelayMeans } from '../../limits/event-loop-delay.js'

/** Returns the delay after these times between measurements, each of which was due after 20 milliseconds. */
function delayAfter(...times: readonly number[]): number {
  const means = new DelayMeans()
  for (const time of times) means.add(time)
  return means.current
}

const many = (count: number, time: number) => Array<number>(count).fill(time)

test('a prompt event loop has no delay', () => {
  expect(delayAfter(...many(100, 20))).toBe(0)
})

test('load that lasts is the mean of its delays', () => {
  const delay = delayAfter(...many(20, 1_020))
  expect([Math.round(delay), delayAfter(...many(20, 520)) < delay]).toEqual([1_000, true])
})

test('one long task counts less than load that lasts', () => {
  expect(delayAfter(...many(100, 20), 1_020)).toBeLessThan(500)
})

test('what was before no longer counts when the event loop has been prompt for some measurements', () => {
  const busy = many(20, 1_520)
  expect(delayAfter(...busy)).toBeGreaterThan(1_400)
  expect(delayAfter(...busy, ...many(15, 20))).toBeLessThan(500)
})

test('load that goes on counts again at once', () => {
  expect(delayAfter(...many(20, 1_520), ...many(15, 20), 1_020)).toBeGreaterThan(500)
})
