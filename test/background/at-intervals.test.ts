import { expect, jest, test } from '@jest/globals'
import { atIntervals } from '../../background/at-intervals.js'
import { deferred } from '../support/deferred.js'

test('work is repeated, also after it failed, and every failure is given to the handler', async () => {
  const errors: unknown[] = []
  const enough = deferred()
  let runs = 0
  const work = async () => {
    runs += 1
    if (runs === 4) enough.resolve()
    if (runs % 2 === 0) throw new Error(`run ${runs}`)
    return false
  }
  const repeated = atIntervals(work, { everyMs: 1, onError: (error) => errors.push(error) })
  await enough.promise
  await repeated.stop()
  expect(errors.slice(0, 2)).toEqual([new Error('run 2'), new Error('run 4')])
})

test('work that has more to do starts again at once', async () => {
  jest.useFakeTimers()
  let left = 5
  const work = async () => {
    left -= 1
    return left > 1
  }
  const repeated = atIntervals(work, { everyMs: 100_000, onError: () => undefined })
  await jest.advanceTimersByTimeAsync(125_000) // the longest first pause
  expect(left).toBe(1)
  await repeated.stop()
  jest.useRealTimers()
})

test('a stop lets the work under way finish, and nothing starts after it', async () => {
  const begun = deferred()
  const end = deferred()
  let runs = 0
  const work = async () => {
    runs += 1
    begun.resolve()
    await end.promise
    return true
  }
  const repeated = atIntervals(work, { everyMs: 1, onError: () => undefined })
  await begun.promise
  let isStopped = false
  const stopped = repeated.stop().then(() => {
    isStopped = true
  })
  await new Promise(setImmediate)
  expect(isStopped).toBe(false)
  end.resolve()
  await stopped
  expect(runs).toBe(1)
})
