import { afterAll, beforeAll, expect, test } from '@jest/globals'
import pg from 'pg'
import { describeWithBroker } from '../support/broker.js'
import { crashRun } from '../support/crash/crash-run.js'
import { noFaults } from '../support/crash/no-faults.js'
import { type DatabasePlace, placeOnPostgresql, serverUrl } from '../support/database.js'
import { rounds } from '../support/rounds.js'

describeWithBroker('a shop whose sessions are killed', () => {
  let place: DatabasePlace
  let administrator: pg.Client
  beforeAll(async () => {
    place = await placeOnPostgresql()
    administrator = new pg.Client(serverUrl)
    await administrator.connect()
  })
  afterAll(async () => {
    await administrator.end()
    await place.drop()
  })

  /** Ends every session of the shop in its database. */
  async function endSessions(): Promise<void> {
    const name = new URL(String(place.url)).pathname.slice(1)
    await administrator.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and application_name <> 'ledger'`,
      [name],
    )
  }

  test('answers 201, 409 or 503, keeps orders whole, regains its pool', async () => {
    const { faults, answers, exit, connections } = await crashRun({
      name: 'pg_terminate_backend of every session',
      databaseUrl: String(place.url),
      orders: rounds(400, 6_000),
      faults: rounds(5, 60),
      fault: endSessions,
    })
    expect(faults).toEqual(noFaults)
    expect(Object.keys(answers).filter((kind) => !/^(201|503|409 out-of-stock|409 key-in-flight)$/.test(kind))).toEqual(
      [],
    )
    expect(exit).toBe(0)
    // The pool, the connections for exports and that for notices.
    expect(connections).toBeLessThanOrEqual(10 + 2 + 1)
  }, 3_600_000)
})
