import { DomainError } from './domain-error.js'

/**
 * The storage can not be reached, is shutting down, is full or refuses writes: nothing is wrong with the request, and a later try
 * may succeed. A change that ends so has an unknown outcome: it may have been stored although its answer was lost.
 */
export class StorageUnavailable extends DomainError<'storage-unavailable'> {
  override readonly name = 'StorageUnavailable'
  readonly code = 'storage-unavailable'

  constructor(options?: { readonly cause?: unknown }) {
    super('the storage is not available at the moment', options)
  }
}
