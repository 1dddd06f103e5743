import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { describeWithBroker } from '../support/broker.js'
import { crashRun } from '../support/crash/crash-run.js'
import { noFaults } from '../support/crash/no-faults.js'
import { describeWithOwnPostgresql, OwnPostgresql } from '../support/own-postgresql.js'
import { isFull } from '../support/rounds.js'

/** Stopping a cluster takes time, so that `npm test` leaves it out. */
const whenFull = isFull ? test : test.skip

describeWithBroker('with RabbitMQ', () => {
  describeWithOwnPostgresql('a shop whose database is stopped and started again', () => {
    let cluster: OwnPostgresql | undefined
    beforeAll(async () => {
      if (isFull) cluster = await OwnPostgresql.create()
    })
    afterAll(() => cluster?.remove())

    whenFull(
      'answers 503 until it is back, keeps orders whole, needs no restart (npm run test:crash)',
      async () => {
        const server = cluster as OwnPostgresql
        let stops = 0
        const { faults, answers, exit } = await crashRun({
          name: 'stop of PostgreSQL',
          databaseUrl: server.url,
          orders: 10_000,
          faults: 10,
          async fault({ random }) {
            stops += 1
            await server.stop(stops % 2 === 1 ? 'immediate' : 'fast')
            await delay(random.below(1_500))
            await server.start()
          },
        })
        expect(faults).toEqual(noFaults)
        const expected = /^(201|503|409 out-of-stock|409 key-in-flight)$/
        expect(Object.keys(answers).filter((kind) => !expected.test(kind))).toEqual([])
        expect(answers['503']).toBeGreaterThan(0)
        expect(exit).toBe(0)
      },
      3_600_000,
    )
  })
})
