import { isStorableId, orderLimits } from './order.js'
import { InvalidIdempotencyKey } from './order-error.js'

export type KeyedOperation = 'place-order' | 'cancel-order'

/** The claim of a request on its idempotency key. A key belongs to one caller and operation. */
export interface KeyClaim {
  readonly caller: string
  readonly operation: KeyedOperation
  readonly key: string
  /** A text that is equal for two requests if and only if their target and content are equal. */
  readonly fingerprint: string
  readonly at: Date
  /** The time from which the key is free again. */
  readonly expiresAt: Date
}

/** The lifetime of an idempotency key in milliseconds: 24 hours. */
export const keyLifetimeMs = 24 * 60 * 60 * 1000

/** A request with an idempotency key. Requests with the same key have one effect. */
export interface KeyedRequest {
  /** The authenticated subject. */
  readonly caller: string
  /** The content of `Idempotency-Key`: 1 to 255 printable ASCII characters. @see draft-ietf-httpapi-idempotency-key-header-07 §2 */
  readonly key: string
}

/**
 * Returns the claim of a request on its key.
 * @throws {InvalidIdempotencyKey} `invalid-idempotency-key`
 * @throws {RangeError} for a caller that cannot be stored: a fault of the code that authenticated it
 */
export function keyClaim(
  { caller, key }: KeyedRequest,
  operation: KeyedOperation,
  content: { readonly target: string; readonly value: unknown },
  at: Date,
): KeyClaim {
  if (!isStorableId(caller, orderLimits.customerId)) {
    throw new RangeError(`the caller must have 1 to ${orderLimits.customerId} characters, without control characters`)
  }
  if (!/^[ -~]{1,255}$/.test(key)) throw new InvalidIdempotencyKey()
  const fingerprint = JSON.stringify([operation, content.target, content.value])
  return { caller, operation, key, fingerprint, at, expiresAt: new Date(at.getTime() + keyLifetimeMs) }
}
