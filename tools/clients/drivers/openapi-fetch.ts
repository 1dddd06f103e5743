import createClient from 'openapi-fetch'
import type { components, paths } from '../generated/openapi-typescript'
import type { Driver } from './driven'

type Product = components['schemas']['Product']

/** The client of openapi-typescript and openapi-fetch. */
export function openapiFetch(baseUrl: string, token: string): Driver {
  const client = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${token}` } })
  return {
    async add(body) {
      const { data, response } = await client.POST('/v1/products', { body })
      if (data === undefined) throw new Error(`no product: ${response.status}`)
      return { id: data.id, etag: response.headers.get('etag') ?? '' }
    },
    async names(category) {
      const { data = [] } = await client.GET('/v1/products', { params: { query: { category } } })
      const products: readonly Product[] = data
      return products.map(({ name }) => name)
    },
    async restock(id, etag, stock) {
      const params = { path: { id }, header: { 'If-Match': etag } }
      const { data } = await client.PATCH('/v1/products/{id}', { params, body: { stock } })
      return data?.stock ?? -1
    },
    async failure(id) {
      const { error, response } = await client.GET('/v1/products/{id}', { params: { path: { id } } })
      const reason: string = error?.title ?? 'none'
      return [response.status, reason]
    },
  }
}
