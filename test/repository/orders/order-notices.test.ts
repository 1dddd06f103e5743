import { randomUUID } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import pg from 'pg'
import type { OrderNotices } from '../../../domain/orders/order-notices.js'
import type { DatabaseEvent } from '../../../repository/database-event.js'
import { postgresqlNotices, type SharedNotices } from '../../../repository/orders/order-notices.js'
import { type DatabasePlace, describeOnPostgresql, placeOnPostgresql } from '../../support/database.js'
import { databaseProxy } from '../../support/database-proxy.js'
import { expectRecords } from '../../support/expect-records.js'

describeOnPostgresql('notices of changed orders', () => {
  let place: DatabasePlace
  const open: SharedNotices[] = []
  beforeAll(async () => {
    place = await placeOnPostgresql()
  })
  afterEach(async () => {
    for (const notices of open.splice(0)) await notices.close()
  })
  afterAll(() => place?.drop())

  /** Notices of a new instance, that tell the test of everything that happens to them. */
  function instance(url = place.url ?? '', times = {}) {
    const happened = new EventEmitter()
    const heard: (string | undefined)[] = []
    const events: DatabaseEvent['name'][] = []
    const reported: DatabaseEvent[] = []
    const notices = postgresqlNotices({
      url,
      ...times,
      onEvent: (event) => {
        events.push(event.name)
        reported.push(event)
        happened.emit('change')
      },
    })
    notices.start()
    open.push(notices)
    notices.listen((id) => {
      heard.push(id)
      happened.emit('change')
    })
    const until = async (holds: () => boolean) => {
      while (!holds()) await once(happened, 'change')
    }
    return { notices, heard, events, reported, until, connected: () => until(() => notices.isComplete) }
  }

  test('a notice reaches the listeners of every instance, those of its own once', async () => {
    const [one, other] = [instance(), instance()]
    await Promise.all([one.connected(), other.connected()])
    const ids = Array.from({ length: 300 }, () => randomUUID())
    for (const id of ids) one.notices.send(id)
    await other.until(() => other.heard.length > ids.length)
    expect(other.heard.slice(1).sort()).toEqual([...ids].sort())
    other.notices.send('back')
    await one.until(() => one.heard.includes('back'))
    expect(one.heard).toEqual([undefined, ...ids, 'back'])
  })

  test('notices that follow each other arrive in order, the last at the end', async () => {
    const [one, other] = [instance(undefined, { checkMs: 1 }), instance()]
    await Promise.all([one.connected(), other.connected()])
    const ids = Array.from({ length: 100 }, () => randomUUID())
    for (const id of ids) {
      one.notices.send(id)
      await pause(1)
    }
    await one.notices.close()
    await other.until(() => other.heard.length > ids.length)
    expect(other.heard.slice(1)).toEqual(ids)
  })

  test('a lost connection is told once, and may have hidden changes', async () => {
    const { notices, heard, events, reported, until, connected } = instance()
    await connected()
    await endSessions()
    await until(() => events.includes('notices-lost'))
    expect(notices.isComplete).toBe(false)
    await until(() => heard.length === 2)
    expect(notices.isComplete).toBe(true)
    expect([events, heard]).toEqual([
      ['notices-lost', 'notices-restored'],
      [undefined, undefined],
    ])
    expectRecords(reported, ['notices-lost', 'notices-restored'])
  })

  test('a connection that is silent is given up', async () => {
    const proxy = await databaseProxy(place.url ?? '')
    await proxy.open()
    try {
      const { events, until, connected } = instance(proxy.url, { checkMs: 1, answerMs: 100 })
      await connected()
      proxy.silence()
      await until(() => events.includes('notices-lost'))
    } finally {
      await proxy.cut()
    }
  })

  test('without a connection, notices are local and not complete', async () => {
    const { notices, heard, events, until } = instance('postgresql://127.0.0.1:1/none')
    await until(() => events.length === 1)
    notices.send('7')
    expect([events, heard, notices.isComplete]).toEqual([['notices-lost'], ['7'], false])
  })

  test('a closed instance listens no more and tells its own listeners on', async () => {
    const { notices, heard, connected } = instance()
    await connected()
    await notices.close()
    notices.send('7')
    expect([heard, notices.isComplete]).toEqual([[undefined, '7'], false])
    while ((await sessions()) > 0); // PostgreSQL ends a session after its client
  })

  test('a listener that has ended hears nothing more', async () => {
    const { notices, connected } = instance()
    const heard: Parameters<Parameters<OrderNotices['listen']>[0]>[0][] = []
    const end = notices.listen((id) => heard.push(id))
    await connected()
    end()
    notices.send('7')
    expect(heard).toEqual([undefined])
  })

  async function query(sql: string): Promise<pg.QueryResult<{ count: string }>> {
    const client = new pg.Client(place.url)
    await client.connect()
    const result = await client.query(sql)
    await client.end()
    return result
  }

  const ofNotices = `from pg_stat_activity where application_name = 'endware-notices' and datname = current_database()`

  async function sessions(): Promise<number> {
    return Number((await query(`select count(*) ${ofNotices}`)).rows[0]?.count)
  }

  async function endSessions(): Promise<void> {
    await query(`select pg_terminate_backend(pid) ${ofNotices}`)
  }
})
