import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { eventsCommand } from '../../commands/events-command.js'
import { openDatabase } from '../../repository/database.js'
import { eventBroker } from '../../repository/orders/event-broker.js'
import { outbox } from '../../repository/orders/outbox.js'
import { type DatabasePlace, testPlace } from '../support/database.js'
import { orderDesk } from '../support/order-desk.js'

let place: DatabasePlace
let parkedId: string

beforeAll(async () => {
  place = await testPlace()
  const database = await openDatabase({ ...place, seed: false })
  await orderDesk(database).ordered()
  const events = outbox(database.knex)
  const now = Date.now()
  const [claimed] = await events.claim({ at: new Date(now), until: new Date(now + 1000), limit: 1 })
  parkedId = claimed?.event.id ?? ''
  await events.park(parkedId, 'the broker\nrefused it', new Date('2026-11-23T10:00:00Z'))
  await database.close()
})
afterAll(() => place.drop())

async function run(...argv: string[]): Promise<string> {
  const lines: string[] = []
  const env = { DATA_FOLDER: place.folder, ...(place.url !== undefined && { DATABASE_URL: place.url }) }
  await eventsCommand({ argv, env, print: (line) => lines.push(line) })
  return lines.join('\n')
}

test('a parked event is listed with its reason, and is released once', async () => {
  const listed = await run('parked')
  expect(listed).toContain(`${parkedId}  order.placed  order `)
  expect(listed).toContain('parked 2026-11-23T10:00:00.000Z after 1 attempts: the broker refused it')
  expect(await run('replay', parkedId)).toBe(`Event ${parkedId} is published again by the next relay.`)
  expect(await run('parked')).toBe('No event is parked.')
  await expect(run('replay', parkedId)).rejects.toMatchObject({
    exitCode: 1,
    message: `No event with the id ${parkedId} is parked.`,
  })
})

test.each([
  [[]],
  [['park']],
  [['parked', randomUUID()]],
  [['waiting', randomUUID()]],
  [['forget-broker', randomUUID()]],
  [['replay']],
  [['replay', randomUUID(), 'more']],
])('the command line %j is answered with the usage', async (argv) => {
  await expect(run(...argv)).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringContaining('Usage: npm run events'),
  })
})

test('the note that events go to a broker is removed once', async () => {
  const database = await openDatabase({ ...place, seed: false })
  await eventBroker(database.knex).note()
  await database.close()
  expect(await run('forget-broker')).toBe('Instances without AMQP_URL take the events from now on.')
  expect(await run('forget-broker')).toBe('There is no note of a broker.')
})

test('waiting events are listed with the reason of the last refusal, and their number', async () => {
  const database = await openDatabase({ ...place, seed: false })
  const events = outbox(database.knex)
  const now = new Date()
  const [claimed] = await events.claim({ at: now, until: new Date(now.getTime() + 1000), limit: 1 })
  await orderDesk(database).ordered()
  await events.failed(claimed?.event.id ?? '', 'the queue\nis full', now)
  await database.close()
  const lines = (await run('waiting')).split('\n')
  expect(lines).toHaveLength(5)
  expect(lines).toContainEqual(expect.stringMatching(/ 1 attempts, refused: the queue is full$/))
  expect(lines).toContainEqual(expect.stringMatching(/ 0 attempts, no attempt was refused$/))
  expect(lines.at(-1)).toBe('Waiting events: 2, parked events: 0')
})

test('all parked events are released together', async () => {
  const database = await openDatabase({ ...place, seed: false })
  const events = outbox(database.knex)
  const waiting = await events.waiting(10)
  for (const { event } of waiting) await events.park(event.id, 'the broker refused it', new Date())
  await database.close()
  expect(await run('waiting')).toBe('No event waits to be published.')
  expect(await run('replay', 'all')).toBe(`Events that the next relay publishes again: ${waiting.length}`)
  expect(await run('parked')).toBe('No event is parked.')
  expect(await run('replay', 'all')).toBe('Events that the next relay publishes again: 0')
})

test('an id that is no UUID is refused', async () => {
  await expect(run('replay', '7')).rejects.toMatchObject({
    exitCode: 2,
    message: 'ID must be the id of an event, a UUID, or all',
  })
})
