import createClient from 'openapi-fetch'
import type { paths } from '../tools/openapi-types/shop-api.js'

/** What the tour of a client comes to. */
export interface Tour {
  readonly name: string
  readonly xml: string
  readonly refused: string
  readonly left: number
}

const price = { amount: 1999, currency: 'EUR' }
const lantern = { name: 'Lantern', description: 'Burns all night.', category: 'Camping', price, stock: 3 }

/**
 * A client of the shop whose paths, parameters, bodies and answers the compiler checks: `shop-api.ts` is made from `openapi.yaml`,
 * and a call that the document does not describe does not build.
 */
export async function tour(baseUrl: string, sku: string): Promise<Tour> {
  const shop = createClient<paths, `application/${string}json`>({ baseUrl })
  const body = { sku, ...lantern }
  const added = await shop.POST('/v1/products', { body })
  if (added.data === undefined) throw new Error(JSON.stringify(added.error))
  const params = { path: { id: added.data.id } }

  const again = await shop.POST('/v1/products', { body })
  const refused = again.error !== undefined && 'sku' in again.error ? again.error.title : ''

  const inXml = { params, headers: { Accept: 'application/xml' }, parseAs: 'text' } as const
  const { data: xml = '' } = await shop.GET('/v1/products/{id}', inXml)
  const seen = { 'If-Match': added.response.headers.get('etag') ?? '' }
  await shop.DELETE('/v1/products/{id}', { params: { ...params, header: seen } })
  const { data: left = [] } = await shop.GET('/v1/products', { params: { query: { category: 'Camping' } } })
  return { name: added.data.name, xml, refused, left: left.length }
}
