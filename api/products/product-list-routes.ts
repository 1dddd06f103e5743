import { ok, type Routes } from '@endware/restapi'
import type { Router } from 'express'
import { z } from 'zod'
import type { Catalogue } from '../../domain/products/catalogue.js'
import { cacheFieldForEverybody, forEverybody } from '../caching.js'
import { eachWithDomainErrors, withDomainErrors as safely } from '../domain-errors.js'
import { exportFormats, isForWholeLists, listFormats, page } from '../formats.js'
import { exampleCursor, seededProduct } from './example-products.js'
import type { CheckPrices } from './price-filter.js'
import { ProductExportQuery, ProductList, ProductQuery, ProductQueryContent } from './product-contract.js'

type Query = z.output<typeof ProductQuery>

const collection = '/v1/products'

/** The path of the export, which could be that of a product, too. */
export const exportPath = `${collection}/export`

const link = {
  description:
    'The next page, with the relation `next`; absent on the last page, and where there are no pages. GET reads it',
  example: `<${collection}?limit=20&after=${exampleCursor}>; rel="next"`,
}
const list = {
  tags: ['products'],
  codecs: listFormats,
  description:
    'A page of them; the next one, where there is one, is the target of the `Link` field whose relation is `next`. NDJSON and CSV have all products that follow `after` instead, unless there is a `limit`. Whoever reads to the end sees each product that stays unchanged meanwhile exactly once.\n\nIn CSV, text that a spreadsheet would run as a formula has an apostrophe before it.',
} as const
const listed = {
  schema: ProductList,
  description: 'The products; an empty list when none fits',
  example: [seededProduct],
}
/** The query of a URL that has none: the content is the query. */
const nothing = z.strictObject({})
const unavailable = 'The storage cannot be reached at the moment, or does not answer in time'

/** Adds the list of products to the routes: as GET, and as QUERY for clients that send the filters in the content. */
export function addProductList(routes: Routes<Router>, catalogue: Catalogue, check: CheckPrices): void {
  /** Answers with a page or with the whole list; `target` is the same list as a URL. */
  async function answer(query: Query, mediaType: string, target: URLSearchParams) {
    const { limit, ...filter } = query
    if (limit === undefined && isForWholeLists(mediaType)) return ok(eachWithDomainErrors(catalogue.all(filter)))
    const { items, next } = await catalogue.list(query)
    // A program that reads a list goes forwards; the way back would cost it a query
    const previous = page.mediaTypes.includes(mediaType) ? await catalogue.previous(query) : undefined
    const back =
      previous === undefined ? ok(items) : ok(items).withLink(listUrl(target, previous.after), { rel: 'prev' })
    return next === undefined ? back : back.withLink(listUrl(target, next), { rel: 'next' })
  }

  routes.get(
    collection,
    {
      ...list,
      operationId: 'listProducts',
      summary: 'The products of the shop',
      query: ProductQuery,
      responses: {
        200: { ...listed, headers: { Link: link, 'Cache-Control': cacheFieldForEverybody } },
        503: unavailable,
      },
    },
    safely(async ({ query, mediaType, request }) => {
      await check(query, request, 'query')
      return (await answer(query, mediaType, queryOf(request.url))).withCacheControl(forEverybody)
    }),
  )

  routes.query(
    collection,
    {
      ...list,
      operationId: 'queryProducts',
      summary: 'The products of the shop, by a query in the content',
      query: nothing,
      body: ProductQueryContent,
      examples: { body: { search: 'arabica', currency: 'EUR', maxPrice: 2000, sort: 'price', limit: 10 } },
      responses: {
        200: {
          ...listed,
          headers: {
            Link: link,
            Location: {
              description: 'The same query as a URL for GET (RFC 10008 §2.4)',
              example: `${collection}?search=arabica&sort=name`,
            },
            'Content-Location': {
              description: 'The same URL, whose representation the content is at the moment (RFC 9110 §8.7)',
              example: `${collection}?search=arabica&sort=name`,
            },
          },
        },
        503: unavailable,
      },
    },
    safely(async ({ body, mediaType, request }) => {
      await check(body, request, 'body')
      const target = queryOf(request.url)
      for (const [name, value] of Object.entries(body)) if (value !== undefined) target.set(name, String(value))
      const url = listUrl(target, body.after)
      return (await answer(body, mediaType, target)).withHeader('Location', url).withHeader('Content-Location', url)
    }),
  )
}

/** Adds the export of all products as a file. It goes before the routes of a product: its path could be that of one. */
export function addProductExport(routes: Routes<Router>, catalogue: Catalogue, check: CheckPrices): void {
  routes.get(
    exportPath,
    {
      tags: list.tags,
      codecs: exportFormats,
      operationId: 'exportProducts',
      summary: 'All products in a file',
      description:
        'NDJSON, CSV, XML or JSON of any length, written as fast as the client reads. On PostgreSQL it is what the products were at one moment. No more than a few exports run at once; another one gets a 503. A connection that breaks off means that the file is not complete.',
      query: ProductExportQuery,
      responses: {
        200: {
          schema: ProductList,
          description: 'All products that fit',
          example: [seededProduct],
          headers: {
            'Content-Disposition': {
              description: 'Has a browser save the content under this name (RFC 6266)',
              example: 'attachment; filename="products.csv"',
            },
          },
        },
        503: `${unavailable}, or as many exports are running as may run at once`,
      },
    },
    safely(async ({ query, mediaType, request }) => {
      await check(query, request, 'query')
      const format = exportFormats.find(({ mediaTypes }) => mediaTypes.includes(mediaType))
      const all = ok(eachWithDomainErrors(catalogue.all(query)))
      return format === undefined || format === page ? all : all.withAttachment(`products.${format.name}`)
    }),
  )
}

/** Returns the query of a URL, which names a format where the client asked for one by name. */
function queryOf(url = ''): URLSearchParams {
  return new URLSearchParams(/\?.*/.exec(url)?.[0])
}

/** Returns the URL of the same list from this cursor on, or from its beginning. */
function listUrl(target: URLSearchParams, after: string | undefined): string {
  const query = new URLSearchParams(target)
  if (after === undefined) query.delete('after')
  else query.set('after', after)
  return query.size === 0 ? collection : `${collection}?${query}`
}
