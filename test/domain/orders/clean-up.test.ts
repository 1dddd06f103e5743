import { expect, test } from '@jest/globals'
import { cleanUp } from '../../../domain/orders/clean-up.js'

const at = new Date('2026-11-23T10:00:00Z')

/** Runs a clean-up on storage that notes what it is asked to remove, and returns these notes with the result. */
async function cleaned(options: object) {
  const asked: unknown[] = []
  const noting = (what: string, count: number) => async (before: Date, limit: number) => {
    asked.push([what, before.toISOString(), limit])
    return count
  }
  const expireUnpaid = async (limit: number) => asked.push(['orders', limit])
  const records = {
    removeExpiredKeys: noting('keys', 2),
    removePublishedEvents: noting('published', 3),
    removeHandledEvents: noting('handled', 4),
  }
  const result = await cleanUp({ expireUnpaid }, records, { now: () => at, ...options })()
  return { asked, result }
}

test('a clean-up takes 500 of each kind, and keeps events for seven days, unless options say otherwise', async () => {
  const week = '2026-11-16T10:00:00.000Z'
  const { asked, result } = await cleaned({})
  expect(asked).toEqual([
    ['orders', 500],
    ['keys', at.toISOString(), 500],
    ['published', week, 500],
    ['handled', week, 500],
  ])
  const numbers = { expiredOrders: 1, expiredKeys: 2, publishedEvents: 3, handledEvents: 4 }
  expect(result).toEqual({ ...numbers, isComplete: true })
  const minute = '2026-11-23T09:59:00.000Z'
  expect((await cleaned({ limit: 7, keepEventsMs: 60_000 })).asked).toEqual([
    ['orders', 7],
    ['keys', at.toISOString(), 7],
    ['published', minute, 7],
    ['handled', minute, 7],
  ])
})

test('a clean-up is complete when it has found less than it may take of each kind', async () => {
  expect((await cleaned({ limit: 4 })).result.isComplete).toBe(false)
  expect((await cleaned({ limit: 5 })).result.isComplete).toBe(true)
})
