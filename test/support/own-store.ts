import type { SharedStore, StoreEntry } from '../../cache/shared-store.js'

/** A store in this process, which a test can break. */
export class OwnStore implements SharedStore {
  readonly texts = new Map<string, string>()
  /** The time for which each text is kept, in seconds. */
  readonly seconds = new Map<string, number>()
  readonly calls: ('get' | 'set' | 'add')[] = []
  isUp = true
  failure: Error | undefined

  async get(keys: readonly string[]) {
    this.#called('get')
    return keys.map((key) => this.texts.get(key))
  }

  async set(entries: readonly StoreEntry[], seconds: number) {
    this.#called('set')
    for (const entry of entries) this.#keep(entry, seconds)
  }

  async add(entry: StoreEntry, seconds: number) {
    this.#called('add')
    if (!this.texts.has(entry[0])) this.#keep(entry, seconds)
  }

  #called(name: 'get' | 'set' | 'add'): void {
    this.calls.push(name)
    if (this.failure) throw this.failure
  }

  #keep([key, text]: StoreEntry, seconds: number): void {
    this.texts.set(key, text)
    this.seconds.set(key, seconds)
  }
}
