import * as cursors from '../cursor.js'
import type { ProductSelection } from './product-selection.js'
import { isKey, type ProductPosition, type ProductSort } from './product-sort.js'

/** Returns a position as an opaque text of letters, digits, hyphens and underscores. */
export function encodeCursor(position: ProductPosition, sort: ProductSort, selection: ProductSelection = {}): string {
  return cursors.encodeCursor(position, { order: sort, conditions: { ...selection } })
}

/**
 * Returns the position that `encodeCursor` encoded for the same sort order and selection.
 * @throws {InvalidCursor} `invalid-cursor` for text that `encodeCursor` did not return, or returned for another sort order or selection
 */
export function decodeCursor(cursor: string, sort: ProductSort, selection: ProductSelection = {}): ProductPosition {
  return cursors.decodeCursor(cursor, { order: sort, conditions: { ...selection } }, (key) => isKey(key, sort))
}
