/**
 * The note in the database of a shop that its events go to a broker. An instance without a broker then leaves them to the others: it would
 * mark them as published, and nobody would get them.
 *
 * Every method may reject with `storage-unavailable`.
 */
export interface EventBroker {
  /** Makes the note, if it is not there. */
  note(): Promise<void>

  /** Reports whether the note is there. */
  isNoted(): Promise<boolean>

  /** Removes the note. Returns false when there was none. */
  forget(): Promise<boolean>
}
