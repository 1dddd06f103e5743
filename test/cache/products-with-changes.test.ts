import { randomUUID } from 'node:crypto'
import { expect, test } from '@jest/globals'
import type { ChangedProducts } from '../../cache/changed-products.js'
import { productsWithChanges } from '../../cache/products-with-changes.js'
import type { Products } from '../../domain/products/products.js'
import { StorageUnavailable } from '../../domain/storage-unavailable.js'
import { storedProduct } from '../support/example-products.js'
import { productsInMemory } from '../support/products-in-memory.js'

const at = new Date()

function open(stored: Products = productsInMemory()) {
  const told: ChangedProducts[] = []
  const changed = async (products: ChangedProducts) => void told.push(products)
  return { told, products: productsWithChanges(stored, { changed }) }
}

test('a product that is added, replaced or removed is told', async () => {
  const { told, products } = open()
  const product = storedProduct()
  await products.add(product)
  await products.replace(product.id, { ...product, stock: 1 }, { at })
  await products.remove(product.id, {})
  expect(told).toEqual([[product.id], [product.id], [product.id]])
})

test('a refused version is told, because it may come from the cache', async () => {
  const { told, products } = open()
  const product = storedProduct()
  await products.add(product)
  told.length = 0
  const refused = products.replace(product.id, product, { at, expectedVersions: [9] })
  await expect(refused).rejects.toMatchObject({ code: 'version-conflict' })
  expect(told).toEqual([[product.id]])
})

test('a change whose outcome is unknown is told', async () => {
  const lost = () => Promise.reject(new StorageUnavailable())
  const { told, products } = open({ ...productsInMemory(), replace: lost, put: lost })
  const product = storedProduct()
  await expect(products.replace(product.id, product, { at })).rejects.toThrow(StorageUnavailable)
  await expect(products.put([product], false)).rejects.toThrow(StorageUnavailable)
  expect(told).toEqual([[product.id], 'all'])
})

test('an import that changes products is told as a change of all; one that adds or tries is not', async () => {
  const { told, products } = open()
  const product = storedProduct()
  const other = { ...product, id: randomUUID(), stock: 1 }
  await products.put([product], false)
  await products.put([product], false)
  await products.put([other], true)
  expect(told).toEqual([])
  await products.put([other], false)
  expect(told).toEqual(['all'])
})

test('a change resolves after the cache knows it', async () => {
  let isKnown = false
  const changed = async () => {
    await new Promise(setImmediate)
    isKnown = true
  }
  await productsWithChanges(productsInMemory(), { changed }).add(storedProduct())
  expect(isKnown).toBe(true)
})
