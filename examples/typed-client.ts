import createClient from 'openapi-fetch'
import type { paths } from '../tools/openapi-types/shop-api.js'

/** The results of the tour. */
export interface Tour {
  readonly name: string
  readonly xml: string
  readonly refused: string
  readonly left: number
}

const price = { amount: 1999, currency: 'EUR' }
const lantern = { name: 'Lantern', description: 'Burns all night.', category: 'Camping', price, stock: 3 }

/**
 * Calls the shop with a client whose paths, parameters, bodies and answers the compiler checks. `shop-api.ts` is generated from
 * `openapi.yaml`, so a call that the document does not describe does not compile.
 */
export async function tour(baseUrl: string, token: string, sku: string): Promise<Tour> {
  const headers = { Authorization: `Bearer ${token}` }
  const shop = createClient<paths, `application/${string}json`>({ baseUrl, headers })
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
