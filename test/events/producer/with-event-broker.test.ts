import { describe, expect, test } from '@jest/globals'
import type { FlowEvent } from '../../../events/flow-event.js'
import { inProcessPublisher } from '../../../events/producer/in-process-publisher.js'
import { notingBroker, unlessBroker } from '../../../events/producer/with-event-broker.js'
import { deferred } from '../../support/deferred.js'
import { expectRecords } from '../../support/expect-records.js'

/** Returns a publisher without a broker, which looks at these answers in turn, and what it reports. */
function brokerless(...answers: (boolean | Error)[]) {
  const events: FlowEvent[] = []
  const looked = deferred()
  const isNoted = async () => {
    const answer = answers.shift()
    if (answers.length === 0) looked.resolve()
    if (answer instanceof Error) throw answer
    return answer ?? true
  }
  const onEvent = (event: FlowEvent) => events.push(event)
  const publisher = unlessBroker(inProcessPublisher([]), { broker: { isNoted }, onEvent, lookEveryMs: 1 })
  return { events, looked: looked.promise, publisher, answers }
}

test('an instance without a broker is ready while none is noted', async () => {
  const { events, publisher } = brokerless(false)
  await publisher.ready(new AbortController().signal)
  expect(events).toEqual([])
})

test('an instance without a broker waits while one is noted, and says so once, even after a failure', async () => {
  const { events, publisher, answers } = brokerless(true, true, new Error('the database is away'), true, false)
  const { signal } = new AbortController()
  await expect(publisher.ready(signal)).rejects.toThrow('the database is away')
  await publisher.ready(signal)
  expect(answers).toEqual([])
  expectRecords(events, ['events-left', 'events-taken'])
})

test('a stop ends the wait', async () => {
  const { events, looked, publisher } = brokerless(true, true)
  const stop = new AbortController()
  const waiting = publisher.ready(stop.signal)
  await looked
  stop.abort()
  await waiting
  expectRecords(events, ['events-left'])
})

describe('an instance with a broker', () => {
  const { signal } = new AbortController()

  test('is not ready before it has noted that, and notes it once in a while', async () => {
    const outcomes = [new Error('the database is read-only'), 'noted', 'noted again']
    const note = async () => {
      const outcome = outcomes.shift()
      if (outcome instanceof Error) throw outcome
    }
    const publisher = notingBroker(inProcessPublisher([]), { broker: { note } })
    await expect(publisher.ready(signal)).rejects.toThrow('the database is read-only')
    for (let ready = 0; ready < 3; ready += 1) await publisher.ready(signal)
    expect(outcomes).toEqual(['noted again'])
  })

  test('makes the note again when it was removed', async () => {
    let isNoted = false
    const note = async () => {
      isNoted = true
    }
    const publisher = notingBroker(inProcessPublisher([]), { broker: { note }, noteEveryMs: 0 })
    await publisher.ready(signal)
    isNoted = false
    await publisher.ready(signal)
    expect(isNoted).toBe(true)
  })
})
