import pg from 'pg'
import { timestampOf } from './timestamp.js'

/** The type parsers of `pg`, except that a `bigint` becomes a number instead of text, and a `timestamptz` is read faster. */
export const exactTypes = {
  getTypeParser(oid: number, format: string) {
    if (format === 'binary') return pg.types.getTypeParser(oid, 'binary')
    return ownParsers.get(oid) ?? pg.types.getTypeParser(oid, 'text')
  },
}

const ownParsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.INT8, exactInteger],
  [pg.types.builtins.TIMESTAMPTZ, timestampOf],
])

/** Reads an integer. @throws {RangeError} when it is beyond ±(2^53 - 1) */
function exactInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError('an integer of the database is too large for an exact number')
  return value
}
