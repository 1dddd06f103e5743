import { randomUUID } from 'node:crypto'
import type { Express } from 'express'
import { createApp } from '../../api/app.js'
import { type Catalogue, catalogue } from '../../domain/products/catalogue.js'
import type { DatabaseOptions } from '../../repository/database.js'
import { products } from '../../repository/products.js'
import { createLogger } from '../../telemetry/logger.js'
import { requestLog } from '../../telemetry/request-log.js'
import { openTestDatabase } from './database.js'
import { LogLines } from './log-lines.js'

/** The application as `main.ts` puts it together, and what it logs. */
export interface Shop {
  readonly app: Express
  readonly log: LogLines
  close(): Promise<void>
}

/** The shop on a database of its own, with an empty catalogue unless `seed` says otherwise. */
export async function openShop(options: Partial<DatabaseOptions> = { seed: false }): Promise<Shop> {
  const database = await openTestDatabase(options)
  const shop = shopOf(catalogue(products(database.knex), { newId: randomUUID, now: () => new Date() }))
  return { ...shop, close: database.close }
}

/** The shop with whatever catalogue a test wants. @param timeout how long a request may take, in milliseconds, if not as ever */
export function shopOf(shown: Catalogue, timeout?: number): Omit<Shop, 'close'> {
  const log = new LogLines()
  const logger = createLogger({ level: 'info', format: 'json', target: log })
  return {
    app: createApp({ catalogue: shown, requests: requestLog(logger), ...(timeout === undefined ? {} : { timeout }) }),
    log,
  }
}

/** The shop whose storage fails with this, whatever is asked of it. */
export function failingShop(error: unknown): Omit<Shop, 'close'> {
  const fail = () => Promise.reject(error)
  // biome-ignore lint/correctness/useYield: it fails before its first product
  async function* failing(): AsyncGenerator<never> {
    throw error
  }
  return shopOf({ list: fail, all: failing, read: fail, add: fail, replace: fail, change: fail, remove: fail })
}
