import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { describeWithBroker } from '../support/broker.js'
import { crashRun } from '../support/crash/crash-run.js'
import { noFaults } from '../support/crash/no-faults.js'
import { type DatabasePlace, placeOnPostgresql } from '../support/database.js'
import { rounds } from '../support/rounds.js'

describeWithBroker('a shop that is killed and started again', () => {
  let place: DatabasePlace
  beforeAll(async () => {
    place = await placeOnPostgresql()
  })
  afterAll(() => place.drop())

  test('keeps each order once, oversells nothing, repeats no effect', async () => {
    const { faults, answers, exit } = await crashRun({
      name: 'kill -9 of the service',
      databaseUrl: String(place.url),
      orders: rounds(400, 20_000),
      faults: rounds(3, 20),
      // One kill of five comes a second time, while the service starts.
      fault: ({ shop, random }) => shop.kill(random.below(5) === 0 ? random.below(1_000) : undefined),
    })
    expect(faults).toEqual(noFaults)
    expect(answers).toMatchObject({ 'no answer': expect.any(Number), '409 out-of-stock': expect.any(Number) })
    expect(exit).toBe(0)
  }, 3_600_000)
})
