import { randomUUID } from 'node:crypto'
import type { SessionSecret } from '../api/session/session-cookies.js'
import { cachedCatalogue } from '../cache/cached-catalogue.js'
import { ordersWithChanges } from '../cache/orders-with-changes.js'
import type { ProductCache } from '../cache/product-cache.js'
import { productsWithChanges } from '../cache/products-with-changes.js'
import type { Configuration } from '../config/configuration.js'
import { type OrderManagement, orderManagement } from '../domain/orders/order-management.js'
import { localNotices, withNotices } from '../domain/orders/order-notices.js'
import { type Catalogue, catalogue } from '../domain/products/catalogue.js'
import { StorageUnavailable } from '../domain/storage-unavailable.js'
import { orderWatches, type RunningOrderWatches } from '../events/live/order-watches.js'
import { awaitedProducts } from '../repository/awaited-products.js'
import type { Database } from '../repository/database.js'
import type { OnDatabaseEvent } from '../repository/database-event.js'
import { awaitedOrders } from '../repository/orders/awaited-orders.js'
import { postgresqlNotices } from '../repository/orders/order-notices.js'
import { orders } from '../repository/orders/orders.js'
import { productExport } from '../repository/product-export.js'
import { products } from '../repository/products.js'
import { sessionSecret } from '../repository/session-secret.js'

/** The use cases of the shop. They fail with `storage-unavailable` until the database is open. */
export interface AwaitedShop {
  readonly catalogue: Catalogue
  readonly orders: OrderManagement
  readonly watches: RunningOrderWatches
  readonly sessionSecret: SessionSecret
  /** Connects the use cases with the open database. */
  readonly open: (database: Database) => void
  /** Ends the notices between the processes. */
  readonly close: () => Promise<void>
}

/** The surroundings of the use cases. */
export interface ShopSurroundings {
  readonly now: () => Date
  readonly onEvent: OnDatabaseEvent
  /** Keeps products that were read. @default none */
  readonly cache: ProductCache | undefined
}

/** Returns the use cases before their database is open, so that the service can listen while the database starts. */
export function awaitedShop(configuration: Configuration, { now, onEvent, cache }: ShopSurroundings): AwaitedShop {
  const awaited = { ...awaitedProducts(), orders: awaitedOrders() }
  const stored = { products: awaited.products, orders: awaited.orders.orders }
  const cached = cache
    ? { products: productsWithChanges(stored.products, cache), orders: ordersWithChanges(stored.orders, cache) }
    : stored
  const shop = catalogue(cached.products, { newId: randomUUID, now })
  const shared = sharedNotices(configuration, onEvent)
  const notices = shared ?? localNotices()
  const orderDesk = orderManagement(withNotices(cached.orders, notices), { newId: randomUUID, now })
  let opened: Database | undefined
  return {
    catalogue: cache ? cachedCatalogue(shop, cache) : shop,
    orders: orderDesk,
    watches: orderWatches({ orders: orderDesk, notices }),
    async sessionSecret() {
      if (opened === undefined) throw new StorageUnavailable({ isOpening: true })
      return sessionSecret(opened.knex)
    },
    open(database) {
      opened = database
      awaited.open(products(database.knex, database.exports && productExport(database.exports)))
      awaited.orders.open(orders(database.knex))
      shared?.start()
    },
    async close() {
      await shared?.close()
    },
  }
}

/** Returns notices between the processes on a PostgreSQL; `undefined` for the embedded database, which has one process. */
function sharedNotices({ settings, secrets }: Configuration, onEvent: OnDatabaseEvent) {
  const { databaseUrl, databaseListenUrl: url = databaseUrl } = settings
  if (databaseUrl === undefined || url === undefined) return undefined
  const name = settings.databaseListenUrl === undefined ? 'DATABASE_URL' : 'DATABASE_LISTEN_URL'
  return postgresqlNotices({ url, currentUrl: () => secrets.current(name), onEvent })
}
