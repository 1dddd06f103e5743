import { DomainError } from './domain-error.js'

interface StorageUnavailableOptions {
  readonly cause?: unknown
  /** @default false */
  readonly isOpening?: boolean
  /** @default false */
  readonly isUnreachable?: boolean
}

/**
 * The storage cannot be reached, is shutting down, is full or refuses writes. The request is not at fault, and a later try may succeed.
 * A change that fails with this error may have been stored: the answer of the storage may have been lost.
 */
export class StorageUnavailable extends DomainError<'storage-unavailable'> {
  override readonly name = 'StorageUnavailable'
  readonly code = 'storage-unavailable'

  /** True when the storage is not open so far, because the service starts. */
  readonly isOpening: boolean

  /** True when the storage, or the way to it, gave no answer. */
  readonly isUnreachable: boolean

  constructor({ cause, isOpening = false, isUnreachable = false }: StorageUnavailableOptions = {}) {
    super('the storage is not available at the moment', { cause })
    this.isOpening = isOpening
    this.isUnreachable = isUnreachable
  }
}
