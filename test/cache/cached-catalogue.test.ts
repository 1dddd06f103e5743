import { expect, test } from '@jest/globals'
import { cachedCatalogue } from '../../cache/cached-catalogue.js'
import { memoryLayer } from '../../cache/memory-layer.js'
import { productCache } from '../../cache/product-cache.js'
import { productsWithChanges } from '../../cache/products-with-changes.js'
import { catalogue } from '../../domain/products/catalogue.js'
import { newProduct } from '../support/example-products.js'
import { productsInMemory } from '../support/products-in-memory.js'

function open() {
  const stored = productsInMemory()
  const reads: string[] = []
  const counted = {
    ...stored,
    async read(id: string) {
      reads.push(id)
      return stored.read(id)
    },
  }
  const cache = productCache({ memory: memoryLayer({ ttl: 60_000 }) })
  let ids = 0
  const newId = () => `00000000-0000-4000-8000-${String(++ids).padStart(12, 'a')}`
  const shop = catalogue(productsWithChanges(counted, cache), { newId, now: () => new Date() })
  return { shop: cachedCatalogue(shop, cache), reads }
}

test('a product is read from the storage once, until it is changed', async () => {
  const { shop, reads } = open()
  const { id } = await shop.add(newProduct())
  for (let round = 0; round < 3; round += 1) await shop.read(id)
  expect(reads).toEqual([id])
  const changed = await shop.change(id, (product) => ({ ...product, stock: 3 }))
  expect(await shop.read(id)).toEqual(changed)
  await shop.remove(id)
  await expect(shop.read(id)).rejects.toMatchObject({ code: 'product-not-found' })
})

test('an id in capital letters is that of the same product', async () => {
  const { shop, reads } = open()
  const { id } = await shop.add(newProduct())
  expect(await shop.read(id.toUpperCase())).toEqual(await shop.read(id))
  expect(reads).toEqual([id])
})

test('a change reads the present product from the storage', async () => {
  const { shop, reads } = open()
  const { id } = await shop.add(newProduct())
  await shop.read(id)
  await shop.change(id, (product) => product)
  expect(reads).toEqual([id, id])
})

test('a missing product is looked for each time, and text that is no id never', async () => {
  const { shop, reads } = open()
  const id = '00000000-0000-4000-8000-00000000ffff'
  for (const text of [id, id, 'garbage']) {
    await expect(shop.read(text)).rejects.toMatchObject({ code: 'product-not-found', id: text })
  }
  expect(reads).toEqual([id, id])
})
