import type { Endware, Middleware, Provider } from '@endware/restapi'
import express, { type Express, Router } from 'express'

/** An application with one route for GET and POST, and the contexts that its endpoint received. */
export interface ProvidedApplication {
  readonly app: Express
  readonly received: readonly object[]
}

/** Returns an application whose route `/a/:id` uses these middlewares and providers. */
export function applicationOf(
  api: Endware,
  use: readonly (Middleware | Provider)[],
  contract: object = {},
): ProvidedApplication {
  const received: object[] = []
  const routes = api.routes(Router())
  const endpoint = ({ context }: { readonly context: object }) => {
    received.push(context)
    return 'done'
  }
  routes.post('/a/:id', { ...contract, use }, endpoint)
  routes.get('/a/:id', { ...contract, use }, endpoint)
  return { app: express().use(routes).use(api.fallback()), received }
}
