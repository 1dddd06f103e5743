import { changeProduct, createProduct, defaults, listProducts, type Product, readProduct } from '../generated/oazapfts'
import type { Driver } from './driven'

/** The client of oazapfts. */
export function oazapfts(baseUrl: string, token: string): Driver {
  defaults.baseUrl = baseUrl
  defaults.headers = { Authorization: `Bearer ${token}` }
  return {
    async add(body) {
      const { status, data, headers } = await createProduct(body)
      if (status !== 201) throw new Error(`no product: ${status}`)
      return { id: (data as Product).id, etag: headers.get('etag') ?? '' }
    },
    async names(category) {
      const answer = await listProducts({ category })
      if (answer.status !== 200) throw new Error(`no list: ${answer.status}`)
      const products = answer.data as readonly Product[]
      return products.map(({ name }) => name)
    },
    async restock(id, etag, stock) {
      const { status, data } = await changeProduct(id, etag, { stock })
      return status === 200 ? (data as Product).stock : -1
    },
    async failure(id) {
      const answer = await readProduct(id)
      return [answer.status, 'data' in answer && 'title' in answer.data ? answer.data.title : 'none']
    },
  }
}
