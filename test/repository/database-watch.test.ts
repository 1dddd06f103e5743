import { afterEach, expect, test } from '@jest/globals'
import pg from 'pg'
import type { DatabaseEvent } from '../../repository/database-event.js'
import { type DatabaseWatch, type DatabaseWatchOptions, watchPostgresql } from '../../repository/database-watch.js'
import { type DatabasePlace, describeOnPostgresql, placeOnPostgresql } from '../support/database.js'
import { type DatabaseProxy, databaseProxy } from '../support/database-proxy.js'
import { deferred } from '../support/deferred.js'
import { EventList } from '../support/event-list.js'
import { expectRecords } from '../support/expect-records.js'
import { errorResponse, refusingPostgresql } from '../support/refusing-postgresql.js'
import { freePort, tcpProxy } from '../support/tcp-proxy.js'

/** The shortest time limit that an answer on a busy machine does not miss, in milliseconds. */
const shortest = 5_000

describeOnPostgresql('the watch over a database', () => {
  let place: DatabasePlace
  let proxy: DatabaseProxy
  let watch: DatabaseWatch
  let events: EventList<DatabaseEvent>

  async function start(options: Partial<DatabaseWatchOptions> = {}): Promise<void> {
    place = await placeOnPostgresql()
    proxy = await databaseProxy(place.url ?? '')
    await proxy.open()
    events = new EventList()
    watch = watchPostgresql({ url: proxy.url, onEvent: events.add, everyMs: 10, answerMs: 30_000, ...options })
  }

  afterEach(async () => {
    await watch.close()
    await proxy.cut()
    await place.drop()
  })

  async function query(...texts: readonly string[]): Promise<void> {
    const client = new pg.Client(place.url)
    await client.connect()
    for (const text of texts) await client.query(text)
    await client.end()
  }

  const database = () => `"${new URL(place.url ?? '').pathname.slice(1)}"`
  const names = () => events.all.map(({ name }) => name)

  test('reports a server that is gone once, and its return once', async () => {
    await start()
    await proxy.cut()
    expect(await events.next('database-lost')).toMatchObject({ reason: expect.stringContaining('refused') })
    await proxy.open()
    await events.next('database-restored')
    await proxy.cut()
    await events.next('database-lost')
    expect(names()).toEqual(['database-lost', 'database-restored', 'database-lost'])
  })

  test('reports a PgBouncer that is gone once, and its return once, while the server answers', async () => {
    await start()
    await watch.close()
    watch = watchPostgresql({
      url: place.url ?? '',
      pooled: { url: proxy.url },
      onEvent: events.add,
      everyMs: 10,
      answerMs: 30_000,
    })
    await proxy.cut()
    expect((await events.next('database-lost')).message).toBe(
      'The database does not answer at the PgBouncer of DATABASE_URL: nothing answers there (connection refused).',
    )
    await proxy.open()
    await events.next('database-restored')
    expect(names()).toEqual(['database-lost', 'database-restored'])
  })

  test.each([
    ['refuses clients beyond its limit', errorResponse('08P01', 'no more connections allowed (max_client_conn)')],
    ['has no connection of the server', errorResponse('53300', 'sorry, too many clients already')],
    ['does not answer in time', undefined],
  ])('a PgBouncer that %s is busy, not lost', async (_, answer) => {
    await start()
    await watch.close()
    await query(`alter database ${database()} set default_transaction_read_only = on`)
    let looks = 0
    const busy = await tcpProxy({ host: '127.0.0.1', port: Number(new URL(proxy.url).port) }, (_, { client }) => {
      looks += 1
      if (answer) client.end(answer)
    })
    await busy.open()
    watch = watchPostgresql({
      url: place.url ?? '',
      pooled: { url: `postgresql://me@127.0.0.1:${busy.port}/shop` },
      onEvent: events.add,
      everyMs: 10,
      answerMs: answer ? 30_000 : shortest,
    })
    await events.next('database-read-only')
    expect([looks, names()]).toEqual([1, ['database-read-only']])
    await watch.close()
    await busy.cut()
  })

  test('tells of the present reason of an outage that has one record', async () => {
    await start()
    await watch.close()
    const starting = await refusingPostgresql('57P03', 'the database system is starting up')
    const urls = [
      `postgresql://me@127.0.0.1:${await freePort()}/shop`,
      `postgresql://me@127.0.0.1:${starting.port}/shop`,
    ]
    const reasons: string[] = []
    const [first = '', second = ''] = urls
    const told = deferred()
    watch = watchPostgresql({
      url: first,
      currentUrl: async () => (reasons.length === 0 ? first : second),
      onEvent: events.add,
      onReason: (reason) => reasons.push(reason) === 2 && told.resolve(),
      everyMs: 10,
      answerMs: 30_000,
    })
    await told.promise
    expect(reasons.slice(0, 2)).toEqual([
      'nothing answers there (connection refused)',
      'it is starting up or shutting down',
    ])
    expect(names()).toEqual(['database-lost'])
    await starting.close()
  })

  test('reports a server that does not answer in time', async () => {
    await start({ answerMs: shortest })
    await proxy.cut()
    await events.next('database-lost')
    await proxy.open()
    await events.next('database-restored')
    proxy.silence()
    // The connection was silenced. A new one is not, so the server is not lost.
    await query(`alter database ${database()} set default_transaction_read_only = on`)
    await events.next('database-read-only')
    expect(names()).toEqual(['database-lost', 'database-restored', 'database-read-only'])
    expectRecords(events.all, ['database-lost', 'database-restored', 'database-read-only'])
  })

  test('is silent about an ended connection when a new one answers', async () => {
    await start()
    const own = `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'endware-watch' and datname = '${database().slice(1, -1)}'`
    for (let round = 0; round < 2; round += 1) await query(own)
    await query(`alter database ${database()} set default_transaction_read_only = on`)
    watch.refresh()
    await events.next('database-read-only')
    expect(names()).toEqual(['database-read-only'])
  })

  test('is silent about a connection that is not open in time when a new one is', async () => {
    await start()
    await watch.close()
    await query(`alter database ${database()} set default_transaction_read_only = on`)
    const connections = new Set<unknown>()
    const target = { host: '127.0.0.1', port: Number(new URL(proxy.url).port) }
    const late = await tcpProxy(target, (bytes, { client, upstream }) => {
      connections.add(client)
      if (connections.size > 1) upstream.write(bytes)
    })
    await late.open()
    const url = new URL(proxy.url)
    url.port = String(late.port)
    watch = watchPostgresql({ url: url.href, onEvent: events.add, everyMs: 10, answerMs: shortest })
    await events.next('database-read-only')
    expect(names()).toEqual(['database-read-only'])
    await watch.close()
    await late.cut()
  })

  test('says nothing about a connection that the server ends as soon as it is open', async () => {
    await start()
    await watch.close()
    const { host, port, database: name, user = '', password } = new pg.Client(place.url)
    // Authenticated, ready, and ended by an administrator, all in one packet.
    const endedAtOnce = Buffer.concat([
      Buffer.from('R\0\0\0\x08\0\0\0\0Z\0\0\0\x05I', 'latin1'),
      errorResponse('57P01', 'terminating connection due to administrator command'),
    ])
    let ended = 0
    const target = host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port }
    const ending = await tcpProxy(target, (bytes, { client, upstream }) => {
      if (ended === 2) return void upstream.write(bytes)
      ended += 1
      client.end(endedAtOnce)
    })
    await ending.open()
    await query(`alter database ${database()} set default_transaction_read_only = on`)
    const url = new URL(`postgresql://127.0.0.1:${ending.port}/${name}`)
    url.username = user
    url.password = password ?? ''
    watch = watchPostgresql({ url: url.href, onEvent: events.add, everyMs: 10, answerMs: 30_000 })
    await events.next('database-read-only')
    expect([ended, names()]).toEqual([2, ['database-read-only']])
    await watch.close()
    await ending.cut()
  })

  test('reports a clock that is wrong once, and its correction once, and passes on each difference', async () => {
    await start()
    await watch.close()
    let ahead = 600_000
    const differences: number[] = []
    const onClock = (aheadMs: number) => differences.push(aheadMs)
    const clock = () => Date.now() + ahead
    watch = watchPostgresql({ url: proxy.url, onEvent: events.add, onClock, clock, everyMs: 10, answerMs: 30_000 })
    expect((await events.next('clock-differs')).message).toMatch(
      /^The clock of the database is [56]\d\d(\.\d+)? s behind/,
    )
    ahead = 0
    await events.next('clock-agrees')
    expect(differences[0]).toBeLessThan(-5_000)
    expectRecords(events.all, ['clock-differs', 'clock-agrees'])
  })

  test('reports once that changes fail, and once that they work', async () => {
    await start({ everyMs: 50 })
    await query(`alter database ${database()} set default_transaction_read_only = on`)
    watch.refresh()
    await events.next('database-read-only')
    for (let count = 0; count < 10; count += 1) watch.refresh()
    await query(
      'set default_transaction_read_only = off',
      `alter database ${database()} reset default_transaction_read_only`,
    )
    await events.next('database-writable')
    expect(names()).toEqual(['database-read-only', 'database-writable'])
    expectRecords(events.all, ['database-read-only', 'database-writable'])
  })
})
