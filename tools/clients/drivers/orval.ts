import { changeProduct, createProduct, listProducts, type Product, readProduct } from '../generated/orval'
import type { Driver } from './driven'

/** The client of orval, which has the base URL from the page that it runs in, and leaves tokens to the function `fetch`. */
export function orval(baseUrl: string, token: string): Driver {
  const { fetch } = globalThis
  const authorization = `Bearer ${token}`
  globalThis.fetch = (target, init) =>
    fetch(new URL(String(target), baseUrl), { ...init, headers: { ...init?.headers, authorization } })
  return {
    async add(body) {
      const { status, data, headers } = await createProduct(body)
      if (status !== 201) throw new Error(`no product: ${status}`)
      return { id: data.id, etag: headers.get('etag') ?? '' }
    },
    async names(category) {
      const answer = await listProducts({ category })
      if (answer.status !== 200) throw new Error(`no list: ${answer.status}`)
      const products: readonly Product[] = answer.data
      return products.map(({ name }) => name)
    },
    async restock(id, etag, stock) {
      const { status, data } = await changeProduct(id, { stock }, {}, { headers: { 'If-Match': etag } })
      return status === 200 ? data.stock : -1
    },
    async failure(id) {
      const answer = await readProduct(id)
      return [answer.status, answer.status === 404 ? answer.data.title : 'none']
    },
  }
}
