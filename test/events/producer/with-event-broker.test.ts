import { expect, test } from '@jest/globals'
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

test('an instance without a broker is ready while none is noted, or the database is away', async () => {
  const { signal } = new AbortController()
  for (const answer of [false, new Error('the database is away')]) {
    const { events, publisher } = brokerless(answer)
    await publisher.ready(signal)
    expect(events).toEqual([])
  }
})

test('an instance without a broker waits while one is noted, and says so once', async () => {
  const { events, publisher, answers } = brokerless(true, true, new Error('the database is away'), true, false)
  await publisher.ready(new AbortController().signal)
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

test('an instance with a broker notes it once, and tries again after a failure', async () => {
  let notes = 0
  const note = async () => {
    notes += 1
    if (notes === 1) throw new Error('the database is read-only')
  }
  const publisher = notingBroker(inProcessPublisher([]), { note })
  const { signal } = new AbortController()
  for (let ready = 0; ready < 3; ready += 1) await publisher.ready(signal)
  expect(notes).toBe(2)
})
