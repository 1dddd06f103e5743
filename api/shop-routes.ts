import type { Endware, Routes } from '@endware/restapi'
import { Router } from 'express'
import type { Catalogue } from '../domain/products/catalogue.js'
import { problemTypes } from './problem-types.js'
import { productRoutes } from './product-routes.js'
import { welcomeRoutes } from './welcome-routes.js'

/** The routes of the shop, which the application mounts and `openapi.yaml` describes. */
export function shopRoutes(api: Endware, catalogue: Catalogue): readonly Routes<Router>[] {
  return [welcomeRoutes(api), productRoutes(api, catalogue), api.problems(Router(), problemTypes)]
}
