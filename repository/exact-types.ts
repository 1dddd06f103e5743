import pg from 'pg'

/** The types of `pg`, but for `bigint`: a number, as long as a number can hold it exactly, instead of text. */
export const exactTypes = {
  getTypeParser(oid: number, format: string) {
    if (format === 'binary') return pg.types.getTypeParser(oid, 'binary')
    return oid === pg.types.builtins.INT8 ? exactInteger : pg.types.getTypeParser(oid, 'text')
  },
}

/** @throws {RangeError} beyond 2^53 - 1 */
function exactInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError('an integer of the database is too great to be exact')
  return value
}
