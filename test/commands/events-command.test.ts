import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { eventsCommand } from '../../commands/events-command.js'
import { openDatabase } from '../../repository/database.js'
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

test.each([[[]], [['park']], [['parked', randomUUID()]], [['replay']], [['replay', randomUUID(), 'more']]])(
  'the command line %j is answered with the usage',
  async (argv) => {
    await expect(run(...argv)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('Usage: npm run events'),
    })
  },
)

test('an id that is no UUID is refused', async () => {
  await expect(run('replay', '7')).rejects.toMatchObject({
    exitCode: 2,
    message: 'ID must be the id of an event, a UUID',
  })
})
