import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Database, openDatabase } from '../../../repository/database.js'
import { brokerUrl, describeWithBroker, TestBroker, until } from '../../support/broker.js'
import { type DatabasePlace, placeOnPostgresql } from '../../support/database.js'
import { keyed, linesOf, type OrderDesk, orderDesk, paymentOf } from '../../support/order-desk.js'
import { racing, rounds } from '../../support/rounds.js'

describeWithBroker('relays in separate processes', () => {
  let place: DatabasePlace
  let database: Database
  let desk: OrderDesk
  let broker: TestBroker
  const relays: ChildProcess[] = []

  beforeAll(async () => {
    place = await placeOnPostgresql()
    database = await openDatabase({
      ...place,
      seed: false,
      poolMax: 5,
      acquireTimeoutMs: 60_000,
      statementTimeoutMs: 60_000,
    })
    desk = orderDesk(database)
    broker = await TestBroker.open()
  })
  afterAll(async () => {
    await Promise.all(relays.map(kill))
    await broker.close()
    await database.close()
    await place.drop()
  })

  function startRelay(): ChildProcess {
    const args = ['test/support/relay-process.mjs', place.url ?? '', brokerUrl, broker.prefix]
    const relay = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] })
    relays.push(relay)
    return relay
  }

  async function kill(relay: ChildProcess): Promise<void> {
    if (relay.exitCode !== null || relay.signalCode !== null) return
    const ended = once(relay, 'exit')
    relay.kill('SIGKILL')
    await ended
  }

  /** Locks the row of an order for some statements, so that other orders with later events commit first. */
  async function late(id: string): Promise<void> {
    await database.knex.transaction(async (transaction) => {
      await transaction('orders').where('id', id).forUpdate().select('id')
      for (let index = 0; index < 5; index += 1) await transaction.raw('select 1')
    })
  }

  test('when killed in turn, lose no event and keep each order in sequence', async () => {
    const orderCount = rounds(60, 1250)
    const received = await broker.subscribe()
    const product = await desk.stocked(1_000_000)
    let first = startRelay()
    let second = startRelay()
    const writing = racing(orderCount, async (index) => {
      const { order } = await desk.place(linesOf([product]), keyed())
      await Promise.all([desk.pay(paymentOf(order)), index % 4 === 0 && late(order.id)])
      return (await desk.cancel(order.id, 'any', keyed())).order.id
    })
    await until(() => received.length > orderCount / 2)
    await kill(first)
    first = startRelay()
    await until(() => received.length > 2 * orderCount)
    await kill(second)
    second = startRelay()
    const orderIds = await writing
    const isComplete = async () => (await database.knex('outbox').whereNull('published_at').first('id')) === undefined
    await until(isComplete)
    const ids = () => new Set(received.map(({ content }) => content.id))
    await until(() => ids().size === 4 * orderCount)

    const versions = new Map(orderIds.map((id) => [id, [] as number[]]))
    const seen = new Set<string>()
    for (const { content } of received) {
      if (!seen.has(content.id)) versions.get(content.subject)?.push(Number(content.sequence))
      seen.add(content.id)
    }
    expect([...versions.values()]).toEqual(Array(orderCount).fill([1, 2, 3, 4]))
  })
})
