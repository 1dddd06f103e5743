/** Records that a format of winston has made. */
export interface FormattedLines {
  /** The texts of the records, each with its line end. */
  readonly lines: readonly string[]
}
