import type { Endware, Routes } from '@endware/restapi'
import { Router } from 'express'
import { z } from 'zod'

const Welcome = z
  .object({
    service: z.string().meta({ examples: ['Endware shop'] }),
    products: z.string().meta({ description: 'Where the products are', examples: ['/v1/products'] }),
  })
  .meta({ id: 'Welcome', xml: { name: 'welcome' } })

/** The root, for whoever asks a new service what there is. */
export function welcomeRoutes(api: Endware): Routes<Router> {
  const routes = api.routes(Router())
  routes.get(
    '/',
    {
      operationId: 'welcome',
      summary: 'Where things are',
      tags: ['service'],
      responses: {
        200: { schema: Welcome, description: 'The service and where its products are' },
        500: false,
        503: false,
      },
    },
    () => ({ service: 'Endware shop', products: '/v1/products' }),
  )
  return routes
}
