import { isProductId } from './product.js'
import { InvalidCursor } from './product-error.js'
import type { ProductPosition } from './products.js'

const idLength = 36

/** The position as opaque text of letters, digits, hyphens and underscores. */
export function encodeCursor({ id, nameKey }: ProductPosition): string {
  const bytes = new TextEncoder().encode(id + nameKey)
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/**
 * The position that `encodeCursor` was given.
 * @throws {InvalidCursor} `invalid-cursor` for any text that `encodeCursor` does not write
 */
export function decodeCursor(cursor: string): ProductPosition {
  const text = decoded(cursor)
  const position = { id: text.slice(0, idLength), nameKey: text.slice(idLength) }
  const genuine = isProductId(position.id) && !position.nameKey.includes('\0') && encodeCursor(position) === cursor
  if (!genuine) throw new InvalidCursor()
  return position
}

function decoded(cursor: string): string {
  if (!/^[\w-]{1,4096}$/.test(cursor)) throw new InvalidCursor()
  try {
    const bytes = Uint8Array.from(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')), (byte) => byte.charCodeAt(0))
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new InvalidCursor()
  }
}
