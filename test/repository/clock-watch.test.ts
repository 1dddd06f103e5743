import { expect, test } from '@jest/globals'
import { clockDifference, clockWatch } from '../../repository/clock-watch.js'
import type { DatabaseEvent } from '../../repository/database-event.js'

function watched() {
  const events: DatabaseEvent[] = []
  return { see: clockWatch((event) => events.push(event)), names: () => events.map(({ name }) => name), events }
}

test('the difference counts from the middle of a look, with half of its time as the error', () => {
  expect(clockDifference(10_000, 1_000, 1_200)).toEqual({ aheadMs: 8_900, errorMs: 100 })
})

test.each([
  [600_000, 'The clock of the database is 600 s ahead of that of this machine.'],
  [-5_000, 'The clock of the database is 5 s behind that of this machine.'],
])('a difference of %d ms is reported once, and its end once', (aheadMs, message) => {
  const { see, names, events } = watched()
  for (const ahead of [0, 4_999, aheadMs, aheadMs, 0, 0]) see({ aheadMs: ahead, errorMs: 0 })
  expect(names()).toEqual(['clock-differs', 'clock-agrees'])
  expect(events[0]?.message).toContain(message)
})

test('a slow answer neither begins nor ends a difference', () => {
  const { see, names } = watched()
  see({ aheadMs: 5_500, errorMs: 1_000 })
  expect(names()).toEqual([])
  see({ aheadMs: 9_000, errorMs: 1_000 })
  see({ aheadMs: 4_500, errorMs: 1_000 })
  expect(names()).toEqual(['clock-differs'])
})
