/**
 * The note that the events of a shop go to a broker. An instance without a broker leaves them to the others then: it would mark them as
 * published, and nobody would get them.
 *
 * Every method may reject with `storage-unavailable`.
 */
export interface EventBroker {
  /** Notes it, for good. */
  note(): Promise<void>

  isNoted(): Promise<boolean>

  /** Removes the note. Returns false when there was none. */
  forget(): Promise<boolean>
}
