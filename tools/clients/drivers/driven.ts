/** A client of the shop, made by any generator. Its parameters and results have the types of the document. */
export interface Driver {
  add(product: NewProduct): Promise<{ readonly id: string; readonly etag: string }>
  names(category: string): Promise<readonly string[]>
  /** Changes the stock by a merge patch, and returns the new stock. */
  restock(id: string, etag: string, stock: number): Promise<number>
  /** Reads a product, and returns the status and the error of the failure. */
  failure(id: string): Promise<readonly [status: number, error: string]>
}

/** The members of a product that a client sends. */
export interface NewProduct {
  sku: string
  name: string
  description: string
  category: string
  price: { amount: number; currency: string }
  stock: number
}
