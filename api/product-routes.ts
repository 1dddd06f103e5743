import { created, type Endware, mergePatch, noContent, ok, type Routes } from '@endware/restapi'
import { Router } from 'express'
import type { Catalogue } from '../domain/products/catalogue.js'
import type { NewProduct, Product } from '../domain/products/product.js'
import { eachWithDomainErrors, withDomainErrors as safely } from './domain-errors.js'
import { expectedVersions } from './expected-versions.js'
import { isForWholeLists, listFormats } from './formats.js'
import { skuTaken } from './problem-types.js'
import {
  NewProductContent,
  ProductContent,
  ProductList,
  ProductPatchContent,
  ProductPath,
  ProductQuery,
} from './product-contract.js'

const collection = '/v1/products'
const item = `${collection}/:id`
const tags = ['products']
const unknown = 'There is no such product'
const unavailable = 'The storage cannot be reached at the moment, or does not answer in time'
const unavailableToChanges = `${unavailable}; whether the change was stored is not known`
const outdated = 'The product has been changed since the version that the request names'
const onlyKnown =
  '`If-Match` names the version that is meant by its entity tag, in any format, or any by `*`. Of requests that name the same version one succeeds, and the others get a 412.'

/** Everything that changes a product says which version of it. */
const change = { tags, params: ProductPath, requireIfMatch: true, description: onlyKnown } as const
const changed = {
  schema: ProductContent,
  description: 'The product as it is now',
  headers: {
    ETag: true,
    'Content-Location': {
      description: 'The path of the product, whose representation the content is (RFC 9110 §8.7)',
      example: `${collection}/0f6b7c1e-8a4e-4d5c-9b1a-3f2e1d0c9b8a`,
    },
  },
} as const

/** The products of the shop as resources. */
export function productRoutes(api: Endware, catalogue: Catalogue): Routes<Router> {
  const routes = api.routes(Router())

  routes.get(
    collection,
    {
      operationId: 'listProducts',
      summary: 'The products of the shop',
      description:
        'A page of them; the next one, where there is one, is the target of the `Link` field whose relation is `next`. NDJSON and CSV have all products that follow `after` instead, unless there is a `limit`. Whoever reads to the end sees each product that stays unchanged meanwhile exactly once.\n\nIn CSV, text that a spreadsheet would run as a formula has an apostrophe before it.',
      tags,
      codecs: listFormats,
      query: ProductQuery,
      responses: {
        200: {
          schema: ProductList,
          description: 'The products; an empty list when none fits',
          headers: {
            Link: {
              description:
                'The next page, with the relation `next`; absent on the last page, and where there are no pages',
              example: `<${collection}?limit=20&after=MjE>; rel="next"`,
            },
          },
        },
        503: unavailable,
      },
    },
    safely(async ({ query, mediaType, request }) => {
      const { limit, ...filter } = query
      if (limit === undefined && isForWholeLists(mediaType)) return ok(eachWithDomainErrors(catalogue.all(filter)))
      const { items, next } = await catalogue.list(query)
      return next === undefined ? ok(items) : ok(items).withLink(nextTarget(request.url, next), { rel: 'next' })
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
        201: { schema: ProductContent, description: 'The product as it was stored', headers: { ETag: true } },
        503: unavailableToChanges,
      },
    },
    safely(async ({ body }) => {
      const product = await catalogue.add(body)
      return created(product, pathOf(product)).withVersion(product.version)
    }),
  )

  routes.get(
    item,
    {
      operationId: 'readProduct',
      summary: 'A product',
      tags,
      params: ProductPath,
      responses: {
        200: {
          schema: ProductContent,
          description: 'The product',
          headers: {
            ETag: true,
            Link: {
              description: 'The list of products, with the relation `collection` (RFC 6573)',
              example: `<${collection}>; rel="collection"`,
            },
          },
        },
        404: unknown,
        503: unavailable,
      },
    },
    safely(async ({ params }) => {
      const product = await catalogue.read(params.id)
      // No Last-Modified: within one second there can be two versions, and who compares dates would miss one (RFC 9110 §8.8.2.2).
      return ok(product).withVersion(product.version).withLink(collection, { rel: 'collection' })
    }),
  )

  routes.put(
    item,
    {
      ...change,
      operationId: 'replaceProduct',
      summary: 'Replace everything that a client says about a product',
      body: NewProductContent,
      problems: [skuTaken],
      responses: { 200: changed, 404: unknown, 412: outdated, 503: unavailableToChanges },
    },
    safely(async (input) => {
      const versions = await expectedVersions(input, catalogue)
      return asChanged(await catalogue.replace(input.params.id, input.body, versions))
    }),
  )

  routes.patch(
    item,
    {
      ...change,
      operationId: 'changeProduct',
      summary: 'Change some of what a client says about a product',
      consumes: ['application/merge-patch+json', 'application/json'],
      body: ProductPatchContent,
      examples: { body: { price: { amount: 1799 }, stock: 2 } },
      problems: [skuTaken],
      responses: { 200: changed, 404: unknown, 412: outdated, 503: unavailableToChanges },
    },
    safely(async (input) => {
      // Such a patch leaves nothing out of a product.
      const patched = (product: NewProduct) => mergePatch(product, input.body) as NewProduct
      const versions = await expectedVersions(input, catalogue)
      return asChanged(await catalogue.change(input.params.id, patched, versions))
    }),
  )

  routes.delete(
    item,
    {
      ...change,
      operationId: 'deleteProduct',
      summary: 'Remove a product',
      responses: {
        204: { description: 'The product is gone' },
        404: unknown,
        412: outdated,
        503: unavailableToChanges,
      },
    },
    safely(async (input) => {
      await catalogue.remove(input.params.id, await expectedVersions(input, catalogue))
      return noContent()
    }),
  )

  return routes
}

/** The product as a change has left it; the content is its representation, and the entity tag that of the content. */
function asChanged(product: Product) {
  return ok(product).withVersion(product.version).withHeader('Content-Location', pathOf(product))
}

function pathOf({ id }: Product): string {
  return `${collection}/${id}`
}

/** The same list from this cursor on, in the format that was asked for by name, if one was. */
function nextTarget(asked = '', after: string): string {
  const query = new URLSearchParams(/\?.*/.exec(asked)?.[0])
  query.set('after', after)
  return `${collection}?${query}`
}
