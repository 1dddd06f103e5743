import { fingerprint } from './fingerprint.js'
import { InvalidCursor } from './invalid-cursor.js'
import { isUuid } from './uuid.js'

/** A position in a list that is sorted by `key`, then by `id`. */
export interface Position {
  readonly key: string
  /** A UUID. */
  readonly id: string
}

const idLength = 36

/** The order and the conditions of a list. */
export interface CursorList {
  /** The name of the sort order: one word without a dot. */
  readonly order: string
  /** @default none */
  readonly conditions?: Readonly<Record<string, string | number | boolean | undefined>>
}

/** Returns a position as an opaque text of letters, digits, hyphens and underscores. */
export function encodeCursor(position: Position, list: CursorList): string {
  return encoded(position, nameOf(list))
}

/** Returns one word for a list: its order, and a fingerprint of its conditions if there are any. */
function nameOf({ order, conditions = {} }: CursorList): string {
  const isWhole = Object.values(conditions).every((condition) => condition === undefined)
  return isWhole ? order : `${order}.${fingerprint(conditions)}`
}

function encoded({ id, key }: Position, list: string): string {
  return Buffer.from(`${list} ${id}${key}`).toString('base64url')
}

/**
 * Returns the position that `encodeCursor` encoded for the same list.
 * @throws {InvalidCursor} `invalid-cursor` for text that `encodeCursor` did not return, or returned for another order or other conditions
 */
export function decodeCursor(cursor: string, list: CursorList, isKey: (text: string) => boolean): Position {
  const text = decoded(cursor)
  const end = text.indexOf(' ')
  const [name, start] = [text.slice(0, Math.max(end, 0)), end + 1]
  const position = { id: text.slice(start, start + idLength), key: text.slice(start + idLength) }
  if (!isUuid(position.id) || encoded(position, name) !== cursor) throw new InvalidCursor()
  if (name !== nameOf(list)) throw new InvalidCursor('other-list')
  if (!isKey(position.key)) throw new InvalidCursor()
  return position
}

/** Reports whether text is a time in ISO 8601 and UTC, to the millisecond, in the years 1 to 9999. */
export function isTimeKey(text: string): boolean {
  return /^(?!0000)\d{4}-/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text
}

function decoded(cursor: string): string {
  if (!/^[\w-]{1,4096}$/.test(cursor)) throw new InvalidCursor()
  // `decodeCursor` refuses text that is not base64url of UTF-8, because it does not encode to the same text again.
  return Buffer.from(cursor, 'base64url').toString()
}
