import { StorageUnavailable } from '../../domain/storage-unavailable.js'

/** Repeats the work until the storage is available. Returns the result. */
export async function firstResult<Value>(work: () => Promise<Value>): Promise<Value> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof StorageUnavailable)) throw error
    }
  }
}
