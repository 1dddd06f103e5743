import { created, mergePatch, noContent, ok, type Routes } from '@endware/restapi'
import { Router } from 'express'
import type { Catalogue } from '../../domain/products/catalogue.js'
import type { NewProduct, Product } from '../../domain/products/product.js'
import { tokenWith } from '../authentication/scopes.js'
import { cacheFieldForEverybody, forEverybody } from '../caching.js'
import { withDomainErrors as safely } from '../domain-errors.js'
import { skuTaken } from '../problem-types.js'
import type { ShopApi } from '../shop-api.js'
import { patch, patchedProduct, restocked, restockedProduct, seededProduct } from './example-products.js'
import { expectedVersions } from './expected-versions.js'
import type { CheckPrices } from './price-filter.js'
import { NewProductContent, ProductContent, ProductPatchContent, ProductPath } from './product-contract.js'
import { addProductExport, addProductList, exportPath } from './product-list-routes.js'

const collection = '/v1/products'
const item = `${collection}/:id`
const tags = ['products']
const unknown = 'There is no such product'
const unavailable = 'The storage cannot be reached at the moment, or does not answer in time'
const unavailableToChanges = `${unavailable}; whether the change was stored is not known`
const outdated = 'The product has been changed since the version that the request names'
const onlyKnown =
  '`If-Match` names the version that is meant by its entity tag, in any format, or any by `*`. Of requests that name the same version one succeeds, and the others get a 412.'

/** The members of the contracts of changes, which require the version of the product. */
const security = tokenWith('products:write')
const change = { tags, security, params: ProductPath, requireIfMatch: true, description: onlyKnown } as const
const changed = {
  schema: ProductContent,
  description: 'The product as it is now',
  headers: {
    ETag: true,
    'Content-Location': {
      description: 'The path of the product, whose representation the content is (RFC 9110 §8.7)',
      example: `${collection}/${seededProduct.id}`,
    },
  },
} as const

/**
 * Returns the routes of the products of the shop.
 *
 * @param check refuses ranges of prices in lists @default refuses none
 */
export function productRoutes(
  api: ShopApi,
  catalogue: Catalogue,
  check: CheckPrices = async () => undefined,
): Routes<Router> {
  const router = Router()
  const routes = api.routes(router, api.limited)
  addProductList(routes, catalogue, check)
  addProductExport(routes, catalogue, check)
  router.all(exportPath, api.fallback()) // it is no product, which has other methods

  routes.post(
    collection,
    {
      operationId: 'createProduct',
      summary: 'Add a product',
      tags,
      security,
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
          example: seededProduct,
          headers: {
            ETag: true,
            'Cache-Control': cacheFieldForEverybody,
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
      return ok(product)
        .withVersion(product.version)
        .withLink(collection, { rel: 'collection' })
        .withCacheControl(forEverybody)
    }),
  )

  routes.put(
    item,
    {
      ...change,
      operationId: 'replaceProduct',
      summary: 'Replace everything that a client says about a product',
      body: NewProductContent,
      examples: { body: restocked },
      problems: [skuTaken],
      responses: {
        200: { ...changed, example: restockedProduct },
        404: unknown,
        412: outdated,
        503: unavailableToChanges,
      },
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
      examples: { body: patch },
      problems: [skuTaken],
      responses: {
        200: { ...changed, example: patchedProduct },
        404: unknown,
        412: outdated,
        503: unavailableToChanges,
      },
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

/** Returns the answer with a changed product. `Content-Location` says that the content is its representation, to which the tag belongs. */
function asChanged(product: Product) {
  return ok(product).withVersion(product.version).withHeader('Content-Location', pathOf(product))
}

function pathOf({ id }: Product): string {
  return `${collection}/${id}`
}
