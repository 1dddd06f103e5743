import type { FlagName, FlagTypes } from './flag-table.js'

/** The feature flags. */
export interface Flags {
  /**
   * Returns the value of a flag for a caller. It is decided in this process, without a network. Never rejects: without an answer of the
   * source, the last known values hold, then the default.
   *
   * @param caller the subject of the token; all callers without one count as the same
   */
  value<Name extends FlagName>(flag: Name, caller: string | undefined): Promise<FlagTypes[Name]>
}

/** Flags with their connection to a source. */
export interface OpenFlags extends Flags {
  /** Resolves when the first values are known, or cannot be had in time. Never rejects. */
  readonly known: Promise<void>
  close(): Promise<void>
}
