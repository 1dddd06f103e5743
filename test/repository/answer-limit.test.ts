import { type EventEmitter, once } from 'node:events'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type pg from 'pg'
import { answerLimit } from '../../repository/answer-limit.js'
import { type Database, openDatabase } from '../../repository/database.js'
import { type DatabasePlace, describeOnPostgresql } from '../support/database.js'
import { databaseBehindProxy } from '../support/database-behind-proxy.js'
import type { DatabaseProxy } from '../support/database-proxy.js'
import { undoAfterEach } from '../support/undo-after-each.js'

describeOnPostgresql('the time limit of an answer', () => {
  const undo = undoAfterEach()
  const limits = { poolMax: 2, statementTimeoutMs: 1_000, graceMs: 2_000 }
  let place: DatabasePlace
  let proxy: DatabaseProxy
  let database: Database
  beforeEach(async () => {
    ;({ place, proxy, database } = await databaseBehindProxy(undo, limits))
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

/** A connection whose answers a test gives. */
class OwnConnection {
  readonly statements: unknown[][] = []
  ended = 0
  readonly connection = { stream: { destroy: () => this.#end() } }
  readonly #callbacks: ((error: Error | undefined, result?: unknown) => void)[] = []

  query(...args: unknown[]): void {
    this.#callbacks.push(args.pop() as (error: Error | undefined) => void)
    this.statements.push(args)
  }

  /** Answers the statement that has waited longest. */
  answer(error: Error | undefined, result?: unknown): void {
    this.#callbacks.shift()?.(error, result)
  }

  #end(): void {
    this.ended += 1
  }
}

describe('the time limit of several connections', () => {
  let connections: OwnConnection[]
  let outcomes: unknown[][]
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'] })
    const limit = answerLimit(1_000)
    connections = [1, 2, 3].map(() => new OwnConnection())
    for (const connection of connections) limit(connection as unknown as pg.Client)
    outcomes = []
  })
  afterEach(() => {
    jest.useRealTimers()
  })
  const pass = async (milliseconds: number) => {
    await jest.advanceTimersByTimeAsync(milliseconds)
    await new Promise(setImmediate)
  }
  const at = (index: number) => connections[index] as OwnConnection
  const begin = (index: number) =>
    at(index).query('select $1', [index], (error?: Error, result?: unknown) =>
      outcomes.push([index, error?.message, result]),
    )
  const ended = () => connections.map((connection) => connection.ended)

  test('begins with the statement of each, and ends with its answer', async () => {
    begin(0)
    await pass(300)
    begin(1)
    await pass(300)
    begin(2)
    at(1).answer(undefined, 'one')
    await pass(399)
    expect(ended()).toEqual([0, 0, 0])
    await pass(1)
    expect(ended()).toEqual([1, 0, 0])
    await pass(599)
    expect(ended()).toEqual([1, 0, 0])
    await pass(1)
    expect([ended(), jest.getTimerCount()]).toEqual([[1, 0, 1], 0])
    expect(connections.map(({ statements }) => statements)).toEqual([0, 1, 2].map((n) => [['select $1', [n]]]))
  })

  test('begins again when no statement has waited for some time', async () => {
    begin(0)
    at(0).answer(undefined, 'answer')
    await pass(5_000)
    begin(0)
    expect(jest.getTimerCount()).toBe(1)
    begin(1)
    expect(jest.getTimerCount()).toBe(1)
    await pass(1_000)
    expect(ended()).toEqual([1, 1, 0])
  })

  test('replaces the error of a statement whose connection it has cut, and nothing else', async () => {
    begin(0)
    at(0).answer(new Error('syntax'))
    for (const index of [0, 1]) begin(index)
    await pass(1_000)
    at(0).answer(new Error('connection terminated'))
    at(1).answer(undefined, 'late')
    expect(outcomes).toEqual([
      [0, 'syntax', undefined],
      [0, 'timeout after 1000 ms: the database did not answer', undefined],
      [1, undefined, 'late'],
    ])
  })

  test('counts for a statement without a callback, whose answer is a promise', async () => {
    const answers = [at(0).query('select 1'), at(0).query('select 2')].map(
      (promise: unknown) => promise as Promise<unknown>,
    )
    expect(at(0).statements).toEqual([['select 1'], ['select 2']])
    at(0).answer(undefined, 'one')
    at(0).answer(new Error('two'))
    expect(await Promise.allSettled(answers)).toEqual([
      { status: 'fulfilled', value: 'one' },
      { status: 'rejected', reason: new Error('two') },
    ])
  })
})
