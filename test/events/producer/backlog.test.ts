import { expect, test } from '@jest/globals'
import type { FlowEvent } from '../../../events/flow-event.js'
import { backlogWatch } from '../../../events/producer/backlog.js'
import { expectRecords } from '../../support/expect-records.js'

const now = new Date('2026-11-23T10:00:00Z')
const seconds = (ago: number) => new Date(now.getTime() - ago * 1000)

test.each([
  ['more events than the bound', { waiting: 6, parked: 0, oldestAt: seconds(1) }],
  ['an event older than the bound', { waiting: 1, parked: 0, oldestAt: seconds(31) }],
])('%s are reported once, and once when they are published', (_, high) => {
  const events: FlowEvent[] = []
  const watch = backlogWatch((event) => events.push(event), { waiting: 5, ageMs: 30_000 })
  const normal = { waiting: 5, parked: 1, oldestAt: seconds(30) }
  for (const state of [normal, high, high, normal, { waiting: 0, parked: 1 }]) watch(state, now)
  expect(events).toEqual([
    expect.objectContaining({ name: 'backlog-high', waiting: high.waiting }),
    expect.objectContaining({ name: 'backlog-normal', waiting: 5, parked: 1 }),
  ])
  expectRecords(events, ['backlog-high', 'backlog-normal'])
})

test('the record has the age of the oldest event in whole seconds, and none before its time', () => {
  const agesOf = (oldestAt: Date | undefined) => {
    const events: FlowEvent[] = []
    backlogWatch((event) => events.push(event), { waiting: 0, ageMs: 30_000 })(
      { waiting: 1, parked: 0, ...(oldestAt && { oldestAt }) },
      now,
    )
    return events.map((event) => 'oldest_s' in event && event.oldest_s)
  }
  expect(agesOf(seconds(31.6))).toEqual([32])
  expect(agesOf(seconds(-5))).toEqual([0])
  expect(agesOf(undefined)).toEqual([0])
})

test('without bounds, 1,000 events and one minute are normal', () => {
  const isHigh = (waiting: number, age: number) => {
    const events: FlowEvent[] = []
    backlogWatch((event) => events.push(event))({ waiting, parked: 0, oldestAt: seconds(age) }, now)
    return events.length === 1
  }
  expect([isHigh(1000, 60), isHigh(1001, 60), isHigh(1000, 60.001)]).toEqual([false, true, true])
})
