import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type MessageCommand, messageCommand } from '../../commands/send-message.js'
import { orderManagement } from '../../domain/orders/order-management.js'
import { catalogue } from '../../domain/products/catalogue.js'
import type { Database } from '../../repository/database.js'
import { orders } from '../../repository/orders/orders.js'
import { products } from '../../repository/products.js'
import { openTestDatabase } from '../support/database.js'
import { type OrderDesk, orderDesk } from '../support/order-desk.js'
import { type Serving, serve } from '../support/serve.js'
import { shopOf } from '../support/shop.js'
import { assistantToken, tokenOf, trialTokenOf } from '../support/tokens.js'

let database: Database
let desk: OrderDesk
let serving: Serving
let folder: string
let token: string

beforeAll(async () => {
  database = await openTestDatabase({ seed: false })
  desk = orderDesk(database)
  const clock = { newId: randomUUID, now: () => new Date() }
  const { app } = shopOf(catalogue(products(database.knex), clock), {
    orders: orderManagement(orders(database.knex), clock),
  })
  serving = await serve(app)
  folder = await mkdtemp(join(tmpdir(), 'commands-test-'))
  token = await assistantToken()
})
afterAll(async () => {
  await serving.close()
  await database.close()
  await rm(folder, { recursive: true })
})

/** Runs a command, and returns what it prints. */
async function run(
  command: MessageCommand,
  argv: readonly string[],
  env: Record<string, string> = {},
): Promise<string> {
  const lines: string[] = []
  const surroundings = { DATA_FOLDER: folder, SHOP_TOKEN: token, ...env }
  await messageCommand(command, { argv, env: surroundings, print: (line) => lines.push(line) })
  return lines.join('\n')
}
const here = () => ['--url', serving.url]

describe('the commands that send messages, by HTTP', () => {
  test('an order is paid, shipped and delivered', async () => {
    const { order } = await desk.ordered()
    expect(await run('pay', [order.id, ...here()])).toBe(`Order ${order.id} is paid, version 2.`)
    expect(await run('ship', [order.id, ...here()])).toBe(`Order ${order.id} is shipped, version 3.`)
    expect(await run('deliver', [order.id, ...here()])).toBe(`Order ${order.id} is delivered, version 4.`)
  })

  test('the same id has one effect', async () => {
    const { order } = await desk.ordered()
    const argv = [order.id, '--id', 'pay-1', '--payment', 'p-1', ...here()]
    await run('pay', argv)
    expect(await run('pay', argv)).toBe(
      `Order ${order.id} is paid, version 2; the message came before and changed nothing.`,
    )
  })

  test('a payment of another amount does not pay for the order', async () => {
    const { order } = await desk.ordered()
    expect(await run('pay', [order.id, '--amount', '1', '--currency', 'EUR', ...here()])).toBe(
      `Order ${order.id} is placed, version 2; the payment did not pay for it, and is to be returned.`,
    )
  })

  test('a payment for an order that is shipped already is to be returned', async () => {
    const { order } = await desk.ordered()
    for (const command of ['pay', 'ship'] as const) await run(command, [order.id, ...here()])
    expect(await run('pay', [order.id, ...here()])).toBe(
      `Order ${order.id} is shipped, version 4; the payment did not pay for it, and is to be returned.`,
    )
  })

  test('a shipment before the payment is refused, with the reason', async () => {
    const { order } = await desk.ordered()
    await expect(run('ship', [order.id, ...here()])).rejects.toThrow(
      'The shop answered 409: an order that is placed cannot become shipped',
    )
  })

  test('an unknown order is refused, with the reason', async () => {
    await expect(run('ship', [randomUUID(), ...here()])).rejects.toThrow(
      'The shop answered 404: there is no order with this id',
    )
  })

  test('report a token that the shop refuses, and what to do', async () => {
    await trialTokenOf(folder) // makes keys that are not those of the shop
    await expect(run('ship', [randomUUID(), ...here()], { SHOP_TOKEN: '' })).rejects.toThrow(
      'The shop refused the token: use the DATA_FOLDER of the shop, or set SHOP_TOKEN',
    )
    const customer = await tokenOf('customer-1', ['orders:read'])
    await expect(run('ship', [randomUUID(), ...here()], { SHOP_TOKEN: customer })).rejects.toThrow(
      'The shop answered 403',
    )
  })
})
