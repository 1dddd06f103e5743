import { randomUUID } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { InvalidProduct } from '../../domain/products/product-error.js'
import type { Products } from '../../domain/products/products.js'
import { type Database, type DatabaseOptions, openDatabase } from '../../repository/database.js'
import { products } from '../../repository/products.js'
import { storageError } from '../../repository/storage-error.js'
import { describeOnPostgresql, openTestDatabase, patient, placeOnPostgresql } from '../support/database.js'
import { databaseBehindProxy } from '../support/database-behind-proxy.js'
import { newProduct, storedProduct } from '../support/example-products.js'
import { firstResult } from '../support/first-result.js'
import { undoAfterEach } from '../support/undo-after-each.js'

const unavailable = {
  name: 'StorageUnavailable',
  code: 'storage-unavailable',
  message: 'the storage is not available at the moment',
}
const undo = undoAfterEach()

async function open(options: Partial<DatabaseOptions> = {}): Promise<{ database: Database; stored: Products }> {
  const database = await openTestDatabase({ seed: false, ...options })
  undo.push(database.close)
  return { database, stored: products(database.knex) }
}

describe('an error of the storage', () => {
  test.each([
    ['ECONNREFUSED', 'storage-unavailable'],
    ['EPIPE', 'storage-unavailable'],
    ['ERR_STREAM_DESTROYED', 'storage-unavailable'],
    ['08006', 'storage-unavailable'],
    ['25006', 'storage-unavailable'],
    ['25P03', 'storage-unavailable'],
    ['40001', 'storage-unavailable'],
    ['40P01', 'storage-unavailable'],
    ['53100', 'storage-unavailable'],
    ['53300', 'storage-unavailable'],
    ['57014', 'storage-unavailable'],
    ['42501', 'storage-unavailable'],
    ['55000', 'storage-unavailable'],
    ['57P01', 'storage-unavailable'],
    ['58030', 'storage-unavailable'],
    ['22021', 'invalid-product'],
    ['22P05', 'invalid-product'],
    ['23514', 'invalid-product'],
    ['42601', undefined],
    ['23505', undefined],
    ['ERR_INVALID_ARG_TYPE', undefined],
  ])('with the code %s is %s to the domain', (code, expected) => {
    const cause = Object.assign(new Error('select "secret" from "products"'), { code })
    const error = storageError(cause)
    expect(error).toMatchObject({ cause, message: expect.not.stringContaining('secret') })
    expect('code' in error ? error.code : undefined).toBe(expected)
  })

  test.each([
    ['ECONNREFUSED', '', true],
    ['ECONNRESET', '', true],
    ['08006', '', true],
    ['08P01', 'server login has been failing, try again later', true],
    ['08P01', 'query_wait_timeout', false],
    ['57P01', '', true],
    ['57P03', '', true],
    ['57014', 'canceling statement due to statement timeout', false],
    ['53300', 'sorry, too many clients already', false],
    ['53100', '', false],
    ['25006', '', false],
    [undefined, 'Connection terminated unexpectedly', true],
    [undefined, 'timeout after 5000 ms: the database did not answer', true],
    [undefined, 'timeout after 5000 ms: the database opened no connection', true],
    [undefined, 'timeout after 5000 ms: the pool is exhausted: all of its 10 connections were in use', false],
  ])('with the code %s and the text "%s" has no answer of the storage: %s', (code, text, isUnreachable) => {
    const cause = Object.assign(new Error(text), code && { code })
    expect(storageError(cause)).toMatchObject({ ...unavailable, isUnreachable })
  })

  test.each(['Connection terminated unexpectedly', 'timeout expired', 'Unable to acquire a connection'])(
    'without a code may mean that the connection is lost: %s',
    (message) => expect(storageError(new Error(message))).toMatchObject(unavailable),
  )

  test.each([[undefined], [null], ['text'], [new TypeError('x is not a function')]])(
    'may be anything: %p',
    (thrown) => {
      expect(storageError(thrown)).toMatchObject({
        message: 'the storage failed unexpectedly (no code)',
        cause: thrown,
      })
    },
  )

  test('of the domain is not changed', () => {
    const error = new InvalidProduct([])
    expect(storageError(error)).toBe(error)
  })
})

describe('products in a database', () => {
  test('are refused if they have a value that it cannot store', async () => {
    const { stored } = await open()
    for (const wrong of [
      { name: 'a\0' },
      { name: 'n'.repeat(201) },
      { stock: -1 },
      { price: { amount: -1, currency: 'EUR' } },
    ]) {
      await expect(stored.add(storedProduct(wrong))).rejects.toMatchObject({ code: 'invalid-product' })
    }
    expect(await stored.list({ sort: 'name', limit: 1 })).toEqual([])
  })

  test('without its table have a failure whose message has no SQL', async () => {
    const { database, stored } = await open()
    await database.knex.schema.dropTable('products')
    await expect(stored.read(randomUUID())).rejects.toMatchObject({
      message: 'the storage failed unexpectedly (42P01)',
      cause: { message: expect.stringContaining('select') },
    })
  })
})

describeOnPostgresql('products in a lost database', () => {
  test('are available again after the server has ended its connections', async () => {
    const { database, stored } = await open({ poolMax: 3 })
    const product = storedProduct()
    await stored.add(product)

    const waiting = database.knex.raw('select pg_sleep(60)').then(undefined, storageError)
    const others = 'pid <> pg_backend_pid() and datname = current_database()'
    await until(async () => {
      const { rows } = await database.knex.raw(
        `select pg_terminate_backend(pid) as ended from pg_stat_activity where ${others} and query like '%pg_sleep(60)' and state = 'active'`,
      )
      return rows.length > 0
    })
    expect(await waiting).toMatchObject(unavailable)
    // Other connections may be dead, too. Each is found by one failure.
    const found = await firstResult(() => stored.read(product.id))
    expect(found).toEqual(product)
  })

  test('are unavailable during an outage, and available after it', async () => {
    const { proxy, database } = await databaseBehindProxy(undo, patient)
    const stored = products(database.knex)
    const product = storedProduct()
    await stored.add(product)

    await proxy.cut()
    const at = new Date()
    const changes = [
      stored.list({ sort: 'name', limit: 1 }),
      stored.read(product.id),
      stored.add(storedProduct()),
      stored.replace(product.id, newProduct(), { at }),
      stored.remove(product.id, {}),
      database.ping(),
    ]
    for (const change of changes) await expect(change).rejects.toMatchObject(unavailable)

    await proxy.open()
    expect(await stored.read(product.id)).toEqual(product)
    await database.ping()
  })

  test('are available again after silent connections were found, each once', async () => {
    const { proxy, database } = await databaseBehindProxy(undo, { poolMax: 1, statementTimeoutMs: 200, graceMs: 50 })
    await firstResult(database.ping)

    proxy.silence()
    await expect(database.ping()).rejects.toMatchObject(unavailable)
    await firstResult(database.ping)
  })

  test('are unavailable while all connections are busy', async () => {
    const { database, stored } = await open({ poolMax: 1, acquireTimeoutMs: 50 })
    await firstResult(database.ping) // makes the one connection; one that is idle is there without waiting
    await database.knex.transaction(async (busy) => {
      await busy.raw('select 1')
      await expect(stored.read(randomUUID())).rejects.toMatchObject(unavailable)
    })
    await expect(stored.read(randomUUID())).rejects.toMatchObject({ code: 'product-not-found' })
  })

  test('are unavailable when a statement takes too long', async () => {
    const place = await placeOnPostgresql()
    undo.push(place.drop)
    const database = await openDatabase({ ...place, ...patient, seed: false })
    undo.push(database.close)
    const impatient = await openDatabase({ ...place, ...patient, seed: false, statementTimeoutMs: 50 })
    undo.push(impatient.close)
    const product = storedProduct()
    await products(database.knex).add(product)
    await database.knex.transaction(async (holder) => {
      await holder('products').where('id', product.id).forUpdate()
      await expect(products(impatient.knex).remove(product.id, {})).rejects.toMatchObject(unavailable)
    })
    await products(database.knex).remove(product.id, {})
  })

  test('are unavailable to changes when it is read-only', async () => {
    const { database } = await open()
    await database.knex.transaction(async (readOnly) => {
      await readOnly.raw('set transaction read only')
      await expect(products(readOnly).add(storedProduct())).rejects.toMatchObject(unavailable)
    })
  })
})

/** Repeats the question until the answer is true. */
async function until(question: () => Promise<boolean>): Promise<void> {
  while (!(await question()));
}
