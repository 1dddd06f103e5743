import type { RecordField } from './log-fields.js'

/** The value of a field: flat, and always of the same kind under the same name. */
export type FieldValue = string | number | boolean | readonly string[]

/** Makes the line of one record from its fields. A later value of a field replaces an earlier one. */
export interface RecordWriter {
  put(field: RecordField, value: FieldValue): void
  /** Like `put`, for a text that JSON has unchanged between quotes: a plain one. */
  putPlain(field: RecordField, text: string): void
  /** Returns the line, without a line end. Nothing is put after that. */
  line(): string
}

/**
 * Returns the writer of a new record, which has these fields first.
 *
 * @param time the time in ISO 8601, in UTC
 */
export type NewRecord = (time: string, level: string) => RecordWriter
