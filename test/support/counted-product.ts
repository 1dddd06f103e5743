import type { Product } from '../../domain/products/product.js'
import { storedProduct } from './example-products.js'

/** One product in a database of a test, which counts its queries. */
export class CountedProduct {
  stored: Product = storedProduct()
  queries = 0

  get id(): string {
    return this.stored.id
  }

  readonly load = async (): Promise<Product> => {
    this.queries += 1
    return this.stored
  }

  /** Gives the product its next version. */
  change(): void {
    this.stored = { ...this.stored, version: this.stored.version + 1 }
  }
}
