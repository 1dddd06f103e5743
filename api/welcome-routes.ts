import type { Endware, Routes } from '@endware/restapi'
import { Router } from 'express'
import { z } from 'zod'

const Welcome = z
  .object({ service: z.string(), products: z.string().meta({ description: 'Where the products are' }) })
  .meta({ id: 'Welcome', xml: { name: 'welcome' } })

/** The root, for whoever asks a new service what there is. */
export function welcomeRoutes(api: Endware): Routes<Router> {
  const routes = api.routes(Router())
  routes.get('/', { responses: { 200: Welcome } }, () => ({ service: 'Endware shop', products: '/v1/products' }))
  return routes
}
