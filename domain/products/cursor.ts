import { isProductId } from './product.js'
import { InvalidCursor } from './product-error.js'
import { isKey, type ProductPosition, type ProductSort } from './product-sort.js'

const idLength = 36

/** A place in this order as opaque text of letters, digits, hyphens and underscores. */
export function encodeCursor({ id, key }: ProductPosition, sort: ProductSort): string {
  const bytes = new TextEncoder().encode(`${sort} ${id}${key}`)
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/**
 * The place that `encodeCursor` was given, in this order.
 * @throws {InvalidCursor} `invalid-cursor` for any text that `encodeCursor` does not write, or writes for another order
 */
export function decodeCursor(cursor: string, sort: ProductSort): ProductPosition {
  const text = decoded(cursor).slice(sort.length + 1)
  const position = { id: text.slice(0, idLength), key: text.slice(idLength) }
  const genuine = isProductId(position.id) && isKey(position.key, sort) && encodeCursor(position, sort) === cursor
  if (!genuine) throw new InvalidCursor()
  return position
}

function decoded(cursor: string): string {
  if (!/^[\w-]{1,4096}$/.test(cursor)) throw new InvalidCursor()
  try {
    const bytes = Uint8Array.from(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')), (byte) => byte.charCodeAt(0))
    return new TextDecoder().decode(bytes) // bytes that are no UTF-8 are not written the same again, and so are refused
  } catch {
    throw new InvalidCursor()
  }
}
