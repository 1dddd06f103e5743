interface Product {
  readonly id: string
  readonly name: string
  readonly price: number
}

/** The catalogue that the snippets use. */
export const catalogue = {
  find: async (id: string): Promise<Product | undefined> =>
    id === '7' ? { id, name: 'Lamp', price: 1999 } : undefined,
  add: async (product: Omit<Product, 'id'>): Promise<Product> => ({ id: '8', ...product }),
}
