import { endware } from '@endware/restapi'
import express, { type Express, Router } from 'express'
import { metricsContract, metricsEndpoint, type Scrape } from './metrics-endpoint.js'

/** Returns an application with `/metrics` alone, for a port of its own. */
export function createMetricsApp(scrape: Scrape, onFailure: (error: unknown) => void): Express {
  const api = endware({ onFailure: ({ cause }) => onFailure(cause) })
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.use(api.routes(Router()).get('/metrics', metricsContract, metricsEndpoint(scrape)))
  app.use(api.fallback())
  return app
}
