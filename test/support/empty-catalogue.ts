import { type Catalogue, catalogue } from '../../domain/products/catalogue.js'
import type { Product } from '../../domain/products/product.js'
import { newProduct } from './example-products.js'
import { productsInMemory } from './products-in-memory.js'

/** Returns an empty catalogue whose ids count up and whose clock advances by a second at each reading. */
export function emptyCatalogue(stored = productsInMemory()): Catalogue {
  let ids = 1
  let seconds = 1
  return catalogue(stored, {
    newId: () => `00000000-0000-4000-8000-${String(ids++).padStart(12, '0')}`,
    now: () => new Date(Date.UTC(2026, 10, 22, 12, 0, seconds++)),
  })
}

/** Adds a product for each name, one after the other. */
export async function named(shop: Catalogue, ...names: string[]): Promise<Product[]> {
  const products: Product[] = []
  for (const name of names) products.push(await shop.add(newProduct({ name })))
  return products
}
