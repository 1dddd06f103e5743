import { describe, expect, test } from '@jest/globals'
import { reading } from '../../../telemetry/metrics/reading.js'
import { deferred } from '../../support/deferred.js'

describe('a reading', () => {
  test('calls its source once for many calls at once and within the pause', async () => {
    let calls = 0
    const read = reading(async () => ++calls, { everyMs: 60_000, patienceMs: 1_000 })
    const values = await Promise.all(Array.from({ length: 50 }, read))
    values.push(await read(), await read())
    expect([calls, new Set(values)]).toEqual([1, new Set([1])])
  })

  test('calls its source again after the pause', async () => {
    let calls = 0
    const read = reading(async () => ++calls, { everyMs: 0, patienceMs: 1_000 })
    expect([await read(), await read()]).toEqual([1, 2])
  })

  test('has no value while the source hangs, and does not call it again', async () => {
    const hanging = deferred<string>()
    let calls = 0
    const read = reading(
      () => {
        calls += 1
        return hanging.promise
      },
      { everyMs: 0, patienceMs: 5 },
    )
    expect([await read(), await read(), calls]).toEqual([undefined, undefined, 1])
    hanging.resolve('late')
    expect(await read()).toBe('late')
    await read()
    expect(calls).toBe(2)
  })

  test('forgets the value when the source fails, and has one again when the source is back', async () => {
    const answers = [async () => 1, () => Promise.reject(new Error('gone')), async () => 3]
    const read = reading(() => answers.shift()?.() ?? Promise.reject(new Error('no more')), {
      everyMs: 0,
      patienceMs: 1_000,
    })
    expect([await read(), await read(), await read()]).toEqual([1, undefined, 3])
  })
})
