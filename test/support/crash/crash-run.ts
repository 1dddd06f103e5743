import { setTimeout as delay } from 'node:timers/promises'
import knexFactory, { type Knex } from 'knex'
import { brokerUrl, TestBroker, until } from '../broker.js'
import { newProduct } from '../example-products.js'
import { paymentMessage } from '../messages.js'
import { isFull } from '../rounds.js'
import { ServiceProcesses } from '../service-process.js'
import { trialTokenOf } from '../tokens.js'
import { type Answers, buy, type Purchase } from './buyers.js'
import { checkLedger, type LedgerFaults } from './check-ledger.js'
import { Random } from './random.js'
import { ShopSupervisor } from './shop-supervisor.js'

export interface CrashRunOptions {
  /** The name of the run in its report. */
  readonly name: string
  readonly databaseUrl: string
  /** The number of orders. */
  readonly orders: number
  /** The number of faults, at random moments of the purchases. */
  readonly faults: number
  /** Causes a fault. Resolves when it is over. */
  readonly fault: (run: { readonly shop: ShopSupervisor; readonly random: Random }) => Promise<void>
}

export interface CrashRunResult {
  readonly faults: LedgerFaults
  readonly answers: Answers['counts']
  /** The exit code of the shop, or the signal that ended it. */
  readonly exit: number | string
  /** The connections of the shop to its database at the end. */
  readonly connections: number
}

const buyers = 16

/**
 * Lets 16 buyers place orders while faults happen, pays every fourth order by two deliveries of one message, waits until all events are
 * published, and checks the tables. Prints its seed at the start and its figures at the end.
 */
export async function crashRun(options: CrashRunOptions): Promise<CrashRunResult> {
  const { name, databaseUrl, orders, faults, fault } = options
  const random = new Random()
  process.stderr.write(`${name}: CRASH_SEED=${random.seed}\n`)
  const folders = new ServiceProcesses()
  const broker = await TestBroker.open()
  const received = await broker.subscribe()
  const folder = await folders.folder()
  const token = await trialTokenOf(folder)
  const knex = ledgerOf(databaseUrl)
  const shop = await ShopSupervisor.start({
    DATABASE_URL: databaseUrl,
    DATA_FOLDER: folder,
    AMQP_URL: brokerUrl,
    AMQP_PREFIX: broker.prefix,
  })
  try {
    const headers = { Authorization: `Bearer ${token}` }
    const stock = await stocked(shop.url, headers, orders)
    const purchases: Purchase[] = []
    const paid = new Set<string>()
    const start = performance.now()
    const onEnd = (purchase: Purchase) => {
      purchases.push(purchase)
      if (purchase.order === undefined || purchases.length % 4 !== 0) return
      paid.add(purchase.order.id)
      pay(broker, purchase.order)
    }
    const productIds = [...stock.keys()]
    const buying = buy({ url: shop.url, headers, orders, buyers, productIds, random, onEnd })
    const failing = (async () => {
      for (const moment of random.moments(faults, Math.floor(orders * 0.9))) {
        await until(() => purchases.length >= moment)
        await delay(random.below(30))
        await fault({ shop, random })
      }
    })()
    const [{ counts, slowestMs }] = await Promise.all([buying, failing])
    const seconds = (performance.now() - start) / 1000
    await broker.channel.waitForConfirms()
    if (!isFull) await endLeases(knex)
    await settled(knex, paid.size)
    const ids = await knex('outbox').pluck('id')
    await until(() => new Set(received.map(({ content }) => content.id)).size >= ids.length)
    const found = await checkLedger(knex, { purchases, paid, stock, received })
    const connections = await connectionsTo(knex)
    const exit = await shop.stop()
    report(name, { orders, faults, seconds, counts, slowestMs, deliveries: received.length, events: ids.length, shop })
    return { faults: found, answers: counts, exit, connections }
  } finally {
    await shop.end()
    await knex.destroy()
    await broker.close([1_000, 5_000, 30_000, 120_000, 600_000])
    await folders.clean()
  }
}

/** Returns a way to the tables beside the shop. */
function ledgerOf(url: string): Knex {
  return knexFactory({
    client: 'pg',
    connection: { connectionString: url, application_name: 'ledger' },
    pool: { min: 0, max: 2 },
  })
}

/** Adds twenty products. There are more than enough pieces of all but two, which sell out. */
async function stocked(url: string, headers: Record<string, string>, orders: number): Promise<Map<string, number>> {
  const stock = new Map<string, number>()
  for (let index = 0; index < 20; index += 1) {
    const pieces = index < 2 ? Math.ceil(orders / 30) : orders * 6
    const body = JSON.stringify(newProduct({ stock: pieces, price: { amount: 250, currency: 'EUR' } }))
    const all = { ...headers, 'Content-Type': 'application/json' }
    const answer = await fetch(`${url}/v1/products`, { method: 'POST', headers: all, body })
    stock.set(((await answer.json()) as { id: string }).id, pieces)
  }
  return stock
}

/** Sends the payment of an order twice, as a payment system does that has lost a confirm. */
function pay(broker: TestBroker, order: Parameters<typeof paymentMessage>[0]): void {
  const message = paymentMessage(order)
  const { id: messageId, type } = message
  for (let delivery = 0; delivery < 2; delivery += 1) {
    broker.channel.publish(broker.names.incoming, type, Buffer.from(JSON.stringify(message)), {
      persistent: true,
      messageId,
      type,
    })
  }
}

/** Ends the claims of killed relays, for which the full runs wait: a claim ends after a minute. */
async function endLeases(knex: Knex): Promise<void> {
  await knex('outbox').whereNull('published_at').update({ claimed_until: null })
}

/** Resolves when every event is published and every payment has its effect. */
async function settled(knex: Knex, paid: number): Promise<void> {
  await until(async () => {
    await delay(100)
    const waiting = await knex('outbox').whereNull('published_at').first('id')
    const [row] = await knex('orders').where('status', 'paid').count('* as orders')
    return waiting === undefined && Number(row?.orders) >= paid
  })
}

async function connectionsTo(knex: Knex): Promise<number> {
  const { rows } = await knex.raw(
    `select count(*) as others from pg_stat_activity
    where datname = current_database() and application_name like 'endware%'`,
  )
  return Number(rows[0].others)
}

interface Figures {
  readonly orders: number
  readonly faults: number
  readonly seconds: number
  readonly counts: Answers['counts']
  readonly slowestMs: number
  readonly deliveries: number
  readonly events: number
  readonly shop: ShopSupervisor
}

function report(name: string, { shop, seconds, counts, ...rest }: Figures): void {
  const starts = shop.startsMs.slice(1).toSorted((one, other) => one - other)
  const ready = { median: starts[Math.floor(starts.length / 2)], most: starts.at(-1) }
  const figures = { ...rest, seconds: Math.round(seconds), answers: counts, readyAgainMs: ready }
  process.stderr.write(`${name}: ${JSON.stringify(figures)}\n`)
}
