/** The key under which winston finds what is written. */
export const textKey = Symbol.for('message')

/** Records that a format of winston has made. */
export interface FormattedRecords {
  /** Their lines, each with its line end. */
  readonly [textKey]: string
  /** Their number. */
  readonly records: number
}
