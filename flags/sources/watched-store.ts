import type {
  DataKind,
  LDFeatureStore,
  LDFeatureStoreDataStorage,
  LDFeatureStoreItem,
  LDFeatureStoreKindData,
  LDKeyedFeatureStoreItem,
} from '@launchdarkly/node-server-sdk'

/** A store of LaunchDarkly in memory that reports each arrival of values. The client's own one reports nothing. */
export class WatchedStore implements LDFeatureStore {
  readonly #onArrival: () => void
  #data = new Map<string, Map<string, LDFeatureStoreItem>>()
  #isFilled = false

  constructor(onArrival: () => void) {
    this.#onArrival = onArrival
  }

  get({ namespace }: DataKind, key: string, callback: (item: LDFeatureStoreItem | null) => void): void {
    const item = this.#data.get(namespace)?.get(key)
    callback(item === undefined || item.deleted ? null : item)
  }

  all({ namespace }: DataKind, callback: (items: LDFeatureStoreKindData) => void): void {
    const items = [...(this.#data.get(namespace) ?? [])]
    callback(Object.fromEntries(items.filter(([, { deleted }]) => !deleted)))
  }

  init(data: LDFeatureStoreDataStorage, callback: () => void): void {
    this.#data = new Map(Object.entries(data).map(([namespace, items]) => [namespace, new Map(Object.entries(items))]))
    this.#isFilled = true
    callback()
    this.#onArrival()
  }

  delete(kind: DataKind, key: string, version: number, callback: () => void): void {
    this.upsert(kind, { key, version, deleted: true }, callback)
  }

  /** Keeps the item unless there is a version of it that is the same or newer. */
  upsert({ namespace }: DataKind, item: LDKeyedFeatureStoreItem, callback: () => void): void {
    const items = this.#data.get(namespace) ?? new Map<string, LDFeatureStoreItem>()
    this.#data.set(namespace, items)
    if ((items.get(item.key)?.version ?? -1) < item.version) items.set(item.key, item)
    callback()
    this.#onArrival()
  }

  initialized(callback: (isFilled: boolean) => void): void {
    callback(this.#isFilled)
  }

  close(): void {}
}
