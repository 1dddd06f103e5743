import { endware, html, json, type LinkableMember, xml } from '@endware/restapi'
import express, { type Express } from 'express'
import helmet from 'helmet'
import type { Catalogue } from '../domain/products/catalogue.js'
import type { RequestLog } from '../telemetry/request-log.js'
import { productRoutes } from './product-routes.js'
import { welcomeRoutes } from './welcome-routes.js'

/** What the application needs from outside. */
export interface AppDependencies {
  readonly catalogue: Catalogue
  readonly requests: RequestLog
}

/** How long an endpoint may take before it is answered for with a 503, in milliseconds. */
const timeout = 15_000

/** The shop as an Express application: whatever comes in is logged, and answered in the format that its client asked for. */
export function createApp({ catalogue, requests }: AppDependencies): Express {
  const api = endware({
    codecs: [json(), xml(), html({ service: 'Endware shop', link })],
    formatParameter: 'format',
    onFailure: requests.failed,
    timeout,
  })
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.use(requests.middleware)
  app.use(helmet({ contentSecurityPolicy }))
  app.use(welcomeRoutes(api))
  app.use(productRoutes(api, catalogue))
  app.use(api.fallback())
  return app
}

/** Where members lead on pages for people: from the list of products to each of them, and from the root to what it names. */
function link({ name, value, path }: LinkableMember): string | undefined {
  if (name === 'id' && path === '/v1/products') return `${path}/${encodeURIComponent(value)}`
  return path === '/' && value.startsWith('/') ? value : undefined
}

/** Nothing that is answered here loads anything. Styles and images are those that browsers bring to show XML as a tree; pages have a policy of their own. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: { defaultSrc: ["'none'"], styleSrc: ["'unsafe-inline'"], imgSrc: ['data:'], frameAncestors: ["'none'"] },
}
