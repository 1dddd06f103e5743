import type { Product } from '../domain/products/product.js'

type Time = 'createdAt' | 'updatedAt'

/** Returns a product as text. */
export function textOfProduct(product: Product): string {
  return JSON.stringify(product)
}

/** Returns the product that {@link textOfProduct} has written. */
export function productOfText(text: string): Product {
  const product: Omit<Product, Time> & Readonly<Record<Time, string>> = JSON.parse(text)
  return { ...product, createdAt: new Date(product.createdAt), updatedAt: new Date(product.updatedAt) }
}
