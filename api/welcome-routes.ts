import type { Routes } from '@endware/restapi'
import { Router } from 'express'
import { z } from 'zod'
import type { ShopApi } from './shop-api.js'

const Welcome = z
  .object({
    service: z.string().meta({ examples: ['Endware shop'] }),
    products: z.string().meta({ description: 'Where the products are', examples: ['/v1/products'] }),
    orders: z.string().meta({ description: 'Where the orders are; they need a token', examples: ['/v1/orders'] }),
    problems: z.string().meta({
      description: 'What the types of problems mean',
      examples: ['/problems'],
    }),
    docs: z.string().meta({ description: 'Where every operation can be read about and tried', examples: ['/docs'] }),
    openapi: z.string().meta({ description: 'Where the OpenAPI document is', examples: ['/openapi.yaml'] }),
  })
  .meta({ id: 'Welcome', xml: { name: 'welcome' } })

/** Returns the route of the root, which lists the resources of the service. */
export function welcomeRoutes(api: ShopApi): Routes<Router> {
  const routes = api.routes(Router(), api.limited)
  routes.get(
    '/',
    {
      operationId: 'welcome',
      summary: 'Where things are',
      description:
        'Begin with the products, or with the docs, where every operation can be read about and tried. Clients are generated from the OpenAPI document.',
      tags: ['service'],
      responses: {
        200: { schema: Welcome, description: 'The service, and where to go from here' },
        500: false,
        503: false,
      },
    },
    () => ({
      service: 'Endware shop',
      products: '/v1/products',
      orders: '/v1/orders',
      problems: '/problems',
      docs: '/docs',
      openapi: '/openapi.yaml',
    }),
  )
  return routes
}
