import { ImportsBusy } from '../../domain/products/product-error.js'

/** The right to run one import. It lasts until the request has ended and the work for it is done, whichever is later. */
export interface ImportSlot {
  /** Does the work of the import in the slot. */
  run<Value>(work: () => Promise<Value>): Promise<Value>
  /** Ends the request. */
  leave(): void
}

/**
 * Returns a function that takes a slot. A file is read into memory before its first product is stored, so the number of slots bounds
 * the memory that imports take.
 *
 * @throws {ImportsBusy} `imports-busy` from the function, when all slots are taken
 */
export function importSlots(atOnce: number): () => ImportSlot {
  let taken = 0
  return () => {
    if (taken >= atOnce) throw new ImportsBusy(atOnce)
    taken += 1
    return slot(() => {
      taken -= 1
    })
  }
}

function slot(free: () => void): ImportSlot {
  let holders = 1
  const release = (): void => {
    holders -= 1
    if (holders === 0) free()
  }
  return {
    async run(work) {
      holders += 1
      try {
        return await work()
      } finally {
        release()
      }
    },
    leave: release,
  }
}
