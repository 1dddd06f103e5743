import { created, type Endware, noContent, ok, type Routes } from '@endware/restapi'
import { Router } from 'express'
import type { Catalogue, ProductPageQuery } from '../domain/products/catalogue.js'
import { withDomainErrors as safely } from './domain-errors.js'
import { NewProductContent, ProductContent, ProductList, ProductQuery } from './product-contract.js'

const collection = '/v1/products'

/** The products of the shop as resources. */
export function productRoutes(api: Endware, catalogue: Catalogue): Routes<Router> {
  const routes = api.routes(Router())

  routes.get(
    collection,
    { query: ProductQuery, responses: { 200: ProductList } },
    safely(async ({ query }) => {
      const { items, next } = await catalogue.list(query)
      const page = ok(items)
      return next === undefined ? page : page.withLink(pageTarget(query, next), { rel: 'next' })
    }),
  )

  routes.post(
    collection,
    { body: NewProductContent, responses: { 201: ProductContent } },
    safely(async ({ body }) => {
      const product = await catalogue.add(body)
      return created(product, `${collection}/${product.id}`)
    }),
  )

  routes.get(
    `${collection}/:id`,
    { responses: { 200: ProductContent } },
    safely(({ params }) => catalogue.read(params.id)),
  )

  routes.put(
    `${collection}/:id`,
    { body: NewProductContent, responses: { 200: ProductContent } },
    safely(({ params, body }) => catalogue.replace(params.id, body)),
  )

  routes.delete(
    `${collection}/:id`,
    { responses: { 204: null } },
    safely(async ({ params }) => {
      await catalogue.remove(params.id)
      return noContent()
    }),
  )

  return routes
}

/** Where the page that begins with this cursor is. */
function pageTarget({ category, limit }: ProductPageQuery, after: string): string {
  const query = new URLSearchParams({ ...(category === undefined ? {} : { category }), limit: String(limit), after })
  return `${collection}?${query}`
}
