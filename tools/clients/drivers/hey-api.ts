import { changeProduct, createProduct, listProducts, readProduct } from '../generated/hey-api'
import { client } from '../generated/hey-api/client.gen'
import type { Product } from '../generated/hey-api/types.gen'
import type { Driver } from './driven'

/** The client of @hey-api/openapi-ts. */
export function heyApi(baseUrl: string, token: string): Driver {
  client.setConfig({ baseUrl, auth: token })
  return {
    async add(body) {
      const { data, response } = await createProduct({ body, throwOnError: true })
      return { id: data.id, etag: response.headers.get('etag') ?? '' }
    },
    async names(category) {
      const { data } = await listProducts({ query: { category }, throwOnError: true })
      const products: readonly Product[] = data
      return products.map(({ name }) => name)
    },
    async restock(id, etag, stock) {
      const headers = { 'If-Match': etag }
      const { data } = await changeProduct({ path: { id }, headers, body: { stock }, throwOnError: true })
      return data.stock
    },
    async failure(id) {
      const { error, response } = await readProduct({ path: { id } })
      const reason: string = error?.title ?? 'none'
      return [response?.status ?? 0, reason]
    },
  }
}
