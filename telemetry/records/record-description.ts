import type { Severity } from '../logger.js'

/** The description of the records of one event. */
export interface RecordDescription {
  readonly severity: Severity
  /** The state that the record reports, and how often it is written where that is not once an occurrence. */
  readonly means: string
  /** The first steps of the person on call; `none` when nothing is to be done. */
  readonly act: string
}

/** The descriptions of some records by the names of their events, which records have as `event.action`. */
export type RecordDescriptions = Readonly<Record<string, RecordDescription>>
