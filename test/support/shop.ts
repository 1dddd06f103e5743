import { randomBytes, randomUUID } from 'node:crypto'
import { type App, type AppDependencies, createApp } from '../../api/app.js'
import { uncalledOrders } from '../../api/orders/uncalled-orders.js'
import { uncalled } from '../../api/uncalled.js'
import { type OrderManagement, orderManagement } from '../../domain/orders/order-management.js'
import { localNotices, type OrderNotices, withNotices } from '../../domain/orders/order-notices.js'
import { type Catalogue, catalogue } from '../../domain/products/catalogue.js'
import { orderWatches, type RunningOrderWatches } from '../../events/live/order-watches.js'
import type { Database, DatabaseOptions } from '../../repository/database.js'
import { orders } from '../../repository/orders/orders.js'
import { productExport } from '../../repository/product-export.js'
import { products } from '../../repository/products.js'
import { sessionSecret } from '../../repository/session-secret.js'
import { createLogger } from '../../telemetry/logger.js'
import { requestLog } from '../../telemetry/request-log.js'
import { openTestDatabase } from './database.js'
import { LogLines } from './log-lines.js'
import { verifyToken } from './tokens.js'

const trialSecret = randomBytes(32)

/** The application as `main.ts` puts it together, and what it logs. */
export interface Shop extends App {
  readonly log: LogLines
  close(): Promise<void>
}

/** The shop on a database. */
export interface StoredShop extends Shop {
  readonly orders: OrderManagement
  readonly watches: RunningOrderWatches
}

/** The shop on a database of its own, with an empty catalogue unless `seed` says otherwise. */
export async function openShop(options: Partial<DatabaseOptions> = { seed: false }): Promise<StoredShop> {
  return shopOn(await openTestDatabase(options))
}

/** The shop on a database, which is closed with the shop. @param notices between this and other shops on the same database */
export function shopOn(
  database: Pick<Database, 'knex' | 'exports' | 'close'>,
  notices: OrderNotices = localNotices(),
  options: ShopOptions = {},
): StoredShop {
  const { knex, exports } = database
  const [newId, now] = [randomUUID, () => new Date()]
  const management = orderManagement(withNotices(orders(knex), notices), { newId, now })
  const watches = orderWatches({ orders: management, notices })
  return {
    ...shopOf(catalogue(products(knex, exports && productExport(exports)), { newId, now }), {
      orders: management,
      watches,
      sessionSecret: () => sessionSecret(knex),
      ...options,
    }),
    orders: management,
    watches,
    async close() {
      watches.close()
      await database.close()
    },
  }
}

type ShopOptions = Partial<
  Pick<
    AppDependencies,
    | 'metrics'
    | 'limits'
    | 'trustProxy'
    | 'timeout'
    | 'corsOrigins'
    | 'compression'
    | 'orders'
    | 'watches'
    | 'sessionSecret'
    | 'readParts'
    | 'offersPriceFilter'
    | 'verifyToken'
  >
>

/** The shop with whatever catalogue a test wants. */
export function shopOf(shown: Catalogue, options: ShopOptions = {}): Omit<Shop, 'close'> {
  const log = new LogLines()
  const logger = createLogger({ level: 'info', format: 'json', target: log })
  return {
    ...createApp({
      catalogue: shown,
      requests: requestLog(logger, { slowMs: 600_000 }), // a busy machine is no fault
      verifyToken,
      orders: uncalledOrders,
      watches: { watch: uncalled },
      sessionSecret: async () => trialSecret,
      readParts: () => [{ name: 'database', ready: true, required: true }],
      ...options,
    }),
    log,
  }
}

/** The shop whose storage fails with this, whatever is asked of it. */
export function failingShop(error: unknown, options: ShopOptions = {}): Omit<Shop, 'close'> {
  const fail = () => Promise.reject(error)
  // biome-ignore lint/correctness/useYield: it fails before its first product
  async function* failing(): AsyncGenerator<never> {
    throw error
  }
  const failingCatalogue = {
    list: fail,
    previous: fail,
    all: failing,
    import: failing,
    read: fail,
    add: fail,
    replace: fail,
    change: fail,
    remove: fail,
  }
  const failingOrders = {
    ...uncalledOrders,
    place: fail,
    cancel: fail,
    pay: fail,
    read: fail,
    list: fail,
    all: failing,
  }
  return shopOf(failingCatalogue, {
    orders: failingOrders,
    watches: { watch: fail },
    sessionSecret: fail,
    readParts: () => [{ name: 'database', ready: false, required: true, detail: 'it fails' }],
    ...options,
  })
}
