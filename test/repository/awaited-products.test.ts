import { randomUUID } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { awaitedProducts } from '../../repository/awaited-products.js'
import { newProduct, storedProduct } from '../support/example-products.js'
import { productsInMemory } from '../support/products-in-memory.js'

test('products are unavailable until their database is open, and then those of the database', async () => {
  const { products, open } = awaitedProducts()
  const product = storedProduct()
  const at = new Date()
  const calls = [
    () => products.list({ sort: 'name', limit: 1 }),
    () => products.read(product.id),
    () => products.add(product),
    () => products.replace(randomUUID(), newProduct(), { at }),
    () => products.remove(randomUUID(), {}),
  ]
  for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'storage-unavailable' })

  open(productsInMemory())
  await products.add(product)
  expect(await products.read(product.id)).toEqual(product)
  expect(await products.list({ sort: 'name', limit: 1 })).toEqual([product])
  expect(await products.replace(product.id, newProduct(), { at })).toMatchObject({ version: product.version + 1 })
  await products.remove(product.id, {})
  await expect(products.read(product.id)).rejects.toMatchObject({ code: 'product-not-found' })
})
