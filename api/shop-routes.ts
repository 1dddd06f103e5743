import type { Routes } from '@endware/restapi'
import { Router } from 'express'
import type { OrderManagement } from '../domain/orders/order-management.js'
import type { OrderWatches } from '../domain/orders/order-watches.js'
import type { Catalogue } from '../domain/products/catalogue.js'
import type { RequestLog } from '../telemetry/request-log.js'
import { eventRoutes } from './incoming/event-routes.js'
import { orderEventsRoutes } from './orders/order-events-routes.js'
import { orderRoutes } from './orders/order-routes.js'
import { problemTypes } from './problem-types.js'
import type { CheckPrices } from './products/price-filter.js'
import { productImportRoutes } from './products/product-import-routes.js'
import { productRoutes } from './products/product-routes.js'
import type { SessionCookies } from './session/session-cookies.js'
import { sessionRoutes } from './session/session-routes.js'
import type { ShopApi } from './shop-api.js'
import { welcomeRoutes } from './welcome-routes.js'

/** The use cases and services behind the routes of the shop. */
export interface ShopParts {
  readonly catalogue: Catalogue
  readonly orders: OrderManagement
  readonly watches: OrderWatches
  /** Refuses ranges of prices in lists of products. @default none is refused */
  readonly checkPrices?: CheckPrices
  /** Adds fields to the record of a request in the log. @default none is kept */
  readonly note?: RequestLog['note']
  /** Serves imports: it reads files by `importCodecs`, and its requests may take longer. */
  readonly importApi: ShopApi
  readonly sessions: Pick<SessionCookies, 'begin'>
}

/** Returns the routes of the shop. The application mounts them, and `openapi.yaml` describes them. */
export function shopRoutes(api: ShopApi, parts: ShopParts): readonly Routes<Router>[] {
  const { catalogue, orders, watches, sessions, importApi, note, checkPrices } = parts
  return [
    welcomeRoutes(api),
    productImportRoutes(importApi, catalogue),
    productRoutes(api, catalogue, checkPrices),
    orderRoutes(api, orders, note),
    orderEventsRoutes(api, watches),
    eventRoutes(api, orders),
    sessionRoutes(api, sessions),
    api.problems(api.routes(Router(), api.limited), problemTypes),
  ]
}
