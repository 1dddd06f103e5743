import type { Catalogue } from '../domain/products/catalogue.js'
import { isProductId } from '../domain/products/product.js'
import type { ProductCache } from './product-cache.js'

/** Returns a catalogue that reads single products through a cache. Lists and changes use the database. */
export function cachedCatalogue(catalogue: Catalogue, cache: Pick<ProductCache, 'read'>): Catalogue {
  return {
    ...catalogue,
    read: (id) => (isProductId(id) ? cache.read(id.toLowerCase(), () => catalogue.read(id)) : catalogue.read(id)),
  }
}
