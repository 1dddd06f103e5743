import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Database, openDatabase } from '../../../repository/database.js'
import { type DatabasePlace, describeOnPostgresql, patient, placeOnPostgresql } from '../../support/database.js'
import { type DatabaseProxy, databaseProxy } from '../../support/database-proxy.js'
import { keyed, linesOf, type OrderDesk, orderDesk, paymentOf } from '../../support/order-desk.js'

const unavailable = { code: 'storage-unavailable' }

describeOnPostgresql('a connection that is lost', () => {
  let place: DatabasePlace
  let proxy: DatabaseProxy
  let lossy: Database
  let safe: Database
  let desk: OrderDesk
  beforeAll(async () => {
    place = await placeOnPostgresql()
    safe = await openDatabase({ ...place, ...patient, seed: false })
    proxy = await databaseProxy(place.url ?? '')
    await proxy.open()
    lossy = await openDatabase({ ...place, ...patient, url: proxy.url, seed: false, poolMax: 2 })
    desk = orderDesk(lossy)
  })
  afterAll(async () => {
    await lossy.close()
    await proxy.cut()
    await safe.close()
    await place.drop()
  })

  /** Returns the number of orders of a customer and of their events. */
  async function storedOf(customerId: string): Promise<number[]> {
    const ids: string[] = await safe.knex('orders').where('customer_id', customerId).pluck('id')
    return [ids.length, (await safe.knex('outbox').whereIn('order_id', ids)).length]
  }

  test('after the COMMIT leaves an order, which the same key returns', async () => {
    const product = await desk.stocked(5)
    const request = keyed()
    proxy.loseCommit('after')
    await expect(desk.place(linesOf([product]), request)).rejects.toMatchObject(unavailable)
    const { order, repeated } = await desk.place(linesOf([product]), request)
    expect(repeated).toBe(true)
    expect(await desk.read(order.id, 'any')).toEqual(order)
    expect(await desk.stockOf(product.id)).toBe(4)
    expect(await storedOf(request.caller)).toEqual([1, 1])
  })

  test('before the COMMIT leaves nothing, and the same key places the order', async () => {
    const product = await desk.stocked(5)
    const request = keyed()
    proxy.loseCommit('before')
    await expect(desk.place(linesOf([product]), request)).rejects.toMatchObject(unavailable)
    // Until the server notices the loss, it holds the key for the lost transaction.
    expect(await placedAtLast(() => desk.place(linesOf([product]), request))).toMatchObject({ repeated: false })
    expect(await desk.stockOf(product.id)).toBe(4)
    expect(await storedOf(request.caller)).toEqual([1, 1])
  })

  test.each(['after', 'before'] as const)(
    '%s the COMMIT of a payment is made good by the next report of the payment',
    async (when) => {
      const { order } = await desk.ordered()
      proxy.loseCommit(when)
      await expect(desk.pay(paymentOf(order, 'pay_1'))).rejects.toMatchObject(unavailable)
      expect(await desk.pay(paymentOf(order, 'pay_1'))).toMatchObject({
        order: { status: 'paid', version: 2 },
        repeated: when === 'after',
      })
    },
  )

  test('in the middle of a transaction, as by a restart, leaves nothing', async () => {
    const product = await desk.stocked(5)
    const request = keyed()
    await safe.knex.transaction(async (transaction) => {
      await transaction('products').where('id', product.id).forUpdate().select('id')
      const placing = desk.place(linesOf([product]), request)
      placing.catch(() => undefined) // The rejection is expected below.
      const waiting = `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`
      while ((await transaction.raw(waiting)).rows.length === 0);
      await expect(placing).rejects.toMatchObject(unavailable)
    })
    expect(await storedOf(request.caller)).toEqual([0, 0])
    expect(await placedAtLast(() => desk.place(linesOf([product]), request))).toMatchObject({ repeated: false })
  })
})

/** Repeats a request while its key is in flight, as a client does. */
async function placedAtLast<Result>(place: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await place()
    } catch (error) {
      if ((error as { code?: string }).code !== 'key-in-flight') throw error
    }
  }
}
