import { encodeCursor } from '../../domain/products/cursor.js'
import { nameKey } from '../../domain/products/name-key.js'

const times = { createdAt: '2026-01-31T12:00:00.000Z', updatedAt: '2026-01-31T12:00:00.000Z' }

/** The product of the examples. The first catalogue has it, so that a request from the reference finds it. */
export const seededProduct = {
  id: '449f7f04-ef38-4cef-8cd9-6343c1eb768b',
  sku: 'CT-1001',
  name: 'Espresso Roast Napoli',
  description: 'Dark roast of Arabica and Robusta, 500 g of whole beans. Tastes of cocoa and roasted hazelnut.',
  category: 'Coffee and Tea',
  price: { amount: 1290, currency: 'EUR' },
  stock: 140,
  version: 1,
  ...times,
}

/** A product that the first catalogue does not have. */
export const addedProduct = {
  sku: 'LAN-1',
  name: 'Lantern',
  description: 'Burns all night.',
  category: 'Camping',
  price: { amount: 1999, currency: 'EUR' },
  stock: 3,
}

/** The content of a PUT that gives the first product more stock and another price. The SKU stays the same, so that the request succeeds. */
export const restocked = {
  sku: seededProduct.sku,
  name: seededProduct.name,
  description: 'Dark roast of Arabica and Robusta, 500 g of whole beans.',
  category: seededProduct.category,
  price: { amount: 1390, currency: 'EUR' },
  stock: 200,
}

/** The first product after the PUT. */
export const restockedProduct = {
  ...seededProduct,
  ...restocked,
  version: 2,
  updatedAt: '2026-01-31T12:05:00.000Z',
}

/** A patch of the first product. */
export const patch = { price: { amount: 1790 }, stock: 120 }

/** The first product after the PATCH. */
export const patchedProduct = {
  ...seededProduct,
  price: { ...seededProduct.price, ...patch.price },
  stock: patch.stock,
  version: 2,
  updatedAt: restockedProduct.updatedAt,
}

/** The cursor of the page that begins after the first product. */
export const exampleCursor = encodeCursor({ id: seededProduct.id, key: nameKey(seededProduct.name) }, 'name')
