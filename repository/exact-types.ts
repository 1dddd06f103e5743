import pg from 'pg'

/** The type parsers of `pg`, except that a `bigint` becomes a number instead of text. */
export const exactTypes = {
  getTypeParser(oid: number, format: string) {
    if (format === 'binary') return pg.types.getTypeParser(oid, 'binary')
    return oid === pg.types.builtins.INT8 ? exactInteger : pg.types.getTypeParser(oid, 'text')
  },
}

/** Reads an integer. @throws {RangeError} when it is beyond ±(2^53 - 1) */
function exactInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError('an integer of the database is too large for an exact number')
  return value
}
