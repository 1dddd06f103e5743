/** A store of texts beside the database that all instances use. It may lose a text at any time. */
export interface SharedStore {
  /** False while each call would fail. */
  readonly isUp: boolean

  /**
   * Returns the text of each key, in the order of the keys. Reads the first key no later than the others.
   * @throws when the store cannot be used, within 100 ms
   */
  get(keys: readonly string[]): Promise<readonly (string | undefined)[]>

  /**
   * Stores texts.
   * @param seconds the time for which they are kept; 0 for no limit
   * @throws when the store cannot be used, within 100 ms. The texts may be stored, or be stored later.
   */
  set(entries: readonly StoreEntry[], seconds: number): Promise<void>

  /** Stores a text like `set`, unless the key has one. */
  add(entry: StoreEntry, seconds: number): Promise<void>
}

export type StoreEntry = readonly [key: string, text: string]
