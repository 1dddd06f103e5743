import { type EventEmitter, once } from 'node:events'
import { tmpdir } from 'node:os'
import { beforeEach, expect, test } from '@jest/globals'
import { type Database, openDatabase } from '../../repository/database.js'
import { type DatabasePlace, describeOnPostgresql, placeOnPostgresql } from '../support/database.js'
import { type DatabaseProxy, databaseProxy } from '../support/database-proxy.js'
import { undoAfterEach } from '../support/undo-after-each.js'

describeOnPostgresql('the time limit of an answer', () => {
  const undo = undoAfterEach()
  const limits = { poolMax: 2, statementTimeoutMs: 1_000, graceMs: 2_000 }
  let place: DatabasePlace
  let proxy: DatabaseProxy
  let database: Database
  beforeEach(async () => {
    place = await placeOnPostgresql()
    undo.push(() => place.drop())
    proxy = await databaseProxy(place.url ?? '')
    await proxy.open()
    undo.push(() => proxy.cut())
    database = await openDatabase({ url: proxy.url, folder: tmpdir(), seed: false, ...limits })
    undo.push(() => database.close())
  })
  const select = async (text: string) => database.knex.raw(text)

  test('leaves quick and slow statements and their errors alone', async () => {
    const slow = select('select pg_sleep(0.3)')
    for (let round = 0; round < 20; round += 1) await select('select 1')
    await slow
    await expect(select('select 1 / 0')).rejects.toMatchObject({ code: '22012' })
    await expect(select('select pg_sleep(20)')).rejects.toMatchObject({ code: '57014' })
  })

  test('cuts a connection without an answer; the next statement gets another one', async () => {
    await Promise.all([select('select pg_sleep(0.05)'), select('select pg_sleep(0.05)')])
    proxy.silence()
    const unanswered = 'timeout after 3000 ms: the database did not answer'
    await Promise.all([1, 2].map((n) => expect(select(`select ${n}`)).rejects.toThrow(unanswered)))
    expect(await select('select 3 as n')).toMatchObject({ rows: [{ n: 3 }] })
  })

  test('does not count the time for which this process was held up, if the answer is there', async () => {
    const near = await openDatabase({ url: place.url, folder: tmpdir(), seed: false, ...limits })
    undo.push(() => near.close())
    const answer = near.knex.raw('select 1 as n').then(({ rows }) => rows)
    await once(near.knex as unknown as EventEmitter, 'query')
    await new Promise(setImmediate)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3_100)
    expect(await answer).toEqual([{ n: 1 }])
  })

  test('counts for a statement behind another one of its connection', async () => {
    const connection = await database.knex.client.acquireConnection()
    const first = connection.query("select 'first' as answer")
    const second = connection.query('select pg_sleep(0.5)')
    await first
    proxy.silence()
    await expect(second).rejects.toThrow('the database did not answer')
    await database.knex.client.releaseConnection(connection)
  })

  test('counts for a statement on a connection whose end is lost', async () => {
    const connection = await database.knex.client.acquireConnection()
    proxy.keepOpen()
    await expect(connection.query('select pg_terminate_backend(pg_backend_pid())')).rejects.toMatchObject({
      code: '57P01',
    })
    proxy.silence()
    await expect(connection.query('select 6')).rejects.toThrow('the database did not answer')
    await database.knex.client.releaseConnection(connection)
    expect(await select('select 7 as n')).toMatchObject({ rows: [{ n: 7 }] })
  })

  test('counts for statements whose caller takes a promise of pg', async () => {
    const connection = await database.knex.client.acquireConnection()
    expect(await connection.query('select $1::int as n', [4])).toMatchObject({ rows: [{ n: 4 }] })
    await expect(connection.query('select 1 / 0')).rejects.toMatchObject({ code: '22012' })
    proxy.silence()
    await expect(connection.query({ text: 'select 5' })).rejects.toThrow('the database did not answer')
    await database.knex.client.releaseConnection(connection)
  })
})
