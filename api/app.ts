import express, { type Express } from 'express'
import helmet from 'helmet'
import type { Catalogue } from '../domain/products/catalogue.js'
import type { RequestLog } from '../telemetry/request-log.js'
import { docsRoutes } from './docs-routes.js'
import { documentRoutes } from './document-routes.js'
import { shopApi } from './shop-api.js'
import { shopRoutes } from './shop-routes.js'

/** The dependencies of the application. */
export interface AppDependencies {
  readonly catalogue: Catalogue
  readonly requests: RequestLog
  /** The time limit of a request, in milliseconds. @default that of `shopApi` */
  readonly timeout?: number
}

/** The shop as an Express application: whatever comes in is logged, and answered in the format that its client asked for. */
export function createApp({ catalogue, requests, timeout }: AppDependencies): Express {
  const api = shopApi(requests.failed, timeout)
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.use(requests.middleware)
  app.use(helmet({ contentSecurityPolicy }))
  for (const routes of shopRoutes(api, catalogue)) app.use(routes)
  app.use(documentRoutes(api), ...docsRoutes(api))
  app.use(api.fallback())
  return app
}

/** Nothing that is answered here loads anything. Styles and images are those that browsers bring to show XML as a tree; pages have a policy of their own. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: { defaultSrc: ["'none'"], styleSrc: ["'unsafe-inline'"], imgSrc: ['data:'], frameAncestors: ["'none'"] },
}
