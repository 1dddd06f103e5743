import { created, type Endware, noContent, ok, type Routes } from '@endware/restapi'
import { Router } from 'express'
import type { Catalogue, ProductPageQuery } from '../domain/products/catalogue.js'
import { withDomainErrors as safely } from './domain-errors.js'
import { formatParameter } from './format-parameter.js'
import { skuTaken } from './problem-types.js'
import { NewProductContent, ProductContent, ProductList, ProductPath, ProductQuery } from './product-contract.js'

const collection = '/v1/products'
const tags = ['products']
const unknown = 'There is no such product'
const unavailable = 'The storage cannot be reached at the moment; whether a change was stored is not known'

/** The products of the shop as resources. */
export function productRoutes(api: Endware, catalogue: Catalogue): Routes<Router> {
  const routes = api.routes(Router())

  routes.get(
    collection,
    {
      operationId: 'listProducts',
      summary: 'A page of the products, by name',
      description:
        'The next page, where there is one, is the target of the `Link` field whose relation is `next`. Whoever follows it to the end sees each product that stays unchanged meanwhile exactly once.',
      tags,
      query: ProductQuery,
      responses: {
        200: {
          schema: ProductList,
          description: 'The page; an empty list when no product fits',
          headers: {
            Link: {
              description: 'The next page, with the relation `next`; absent on the last page',
              example: `<${collection}?limit=20&after=MjE>; rel="next"`,
            },
          },
        },
        503: unavailable,
      },
    },
    safely(async ({ query, request }) => {
      const { items, next } = await catalogue.list(query)
      const page = ok(items)
      return next === undefined ? page : page.withLink(pageTarget(query, next, request.url), { rel: 'next' })
    }),
  )

  routes.post(
    collection,
    {
      operationId: 'createProduct',
      summary: 'Add a product',
      tags,
      body: NewProductContent,
      problems: [skuTaken],
      responses: {
        201: { schema: ProductContent, description: 'The product as it was stored' },
        503: unavailable,
      },
    },
    safely(async ({ body }) => {
      const product = await catalogue.add(body)
      return created(product, `${collection}/${product.id}`)
    }),
  )

  routes.get(
    `${collection}/:id`,
    {
      operationId: 'readProduct',
      summary: 'A product',
      tags,
      params: ProductPath,
      responses: { 200: { schema: ProductContent, description: 'The product' }, 404: unknown, 503: unavailable },
    },
    safely(({ params }) => catalogue.read(params.id)),
  )

  routes.put(
    `${collection}/:id`,
    {
      operationId: 'replaceProduct',
      summary: 'Replace everything that a client says about a product',
      tags,
      params: ProductPath,
      body: NewProductContent,
      problems: [skuTaken],
      responses: {
        200: { schema: ProductContent, description: 'The product as it is now' },
        404: unknown,
        503: unavailable,
      },
    },
    safely(({ params, body }) => catalogue.replace(params.id, body)),
  )

  routes.delete(
    `${collection}/:id`,
    {
      operationId: 'deleteProduct',
      summary: 'Remove a product',
      tags,
      params: ProductPath,
      responses: { 204: { description: 'The product is gone' }, 404: unknown, 503: unavailable },
    },
    safely(async ({ params }) => {
      await catalogue.remove(params.id)
      return noContent()
    }),
  )

  return routes
}

/** Where the page that begins with this cursor is, in the format that was asked for by name, if one was. */
function pageTarget({ category, limit }: ProductPageQuery, after: string, asked = ''): string {
  const query = new URLSearchParams({ ...(category === undefined ? {} : { category }), limit: String(limit), after })
  const format = new URLSearchParams(asked.split('?')[1]).get(formatParameter)
  if (format !== null) query.set(formatParameter, format)
  return `${collection}?${query}`
}
