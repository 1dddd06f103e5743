import { DomainError } from '../domain-error.js'
import type { InvalidCursor } from '../invalid-cursor.js'
import type { StorageUnavailable } from '../storage-unavailable.js'
import type { OrderStatus } from './order-status.js'

/** Every failure of the use cases of orders. The union is closed: switch over its `code`. */
export type OrderError =
  | IllegalStep
  | InvalidCursor
  | InvalidIdempotencyKey
  | InvalidOrder
  | InvalidPayment
  | KeyInFlight
  | KeyReused
  | OrderNotFound
  | OutOfStock
  | SeveralCurrencies
  | StorageUnavailable
  | UnknownProducts

export type OrderErrorCode = OrderError['code']

/** There is no order with this id, or it belongs to another customer. */
export class OrderNotFound extends DomainError<'order-not-found'> {
  override readonly name = 'OrderNotFound'
  readonly code = 'order-not-found'

  constructor(readonly id: string) {
    super('there is no order with this id')
  }
}

/** The order cannot change from its status to the requested one. */
export class IllegalStep extends DomainError<'illegal-order-step'> {
  override readonly name = 'IllegalStep'
  readonly code = 'illegal-order-step'

  constructor(
    readonly id: string,
    readonly from: OrderStatus,
    readonly to: OrderStatus,
  ) {
    super(`an order that is ${from} cannot become ${to}`)
  }
}

/** One fault of a request. `path` is the path of the member with dots: `lines.0.quantity`. */
export interface OrderProblem {
  readonly path: string
  readonly message: string
}

/** The order breaks at least one invariant. `problems` lists every one. */
export class InvalidOrder extends DomainError<'invalid-order'> {
  override readonly name = 'InvalidOrder'
  readonly code = 'invalid-order'

  constructor(readonly problems: readonly OrderProblem[]) {
    super(`the order is not valid: ${inWords(problems)}`)
  }
}

/** The payment breaks at least one invariant. `problems` lists every one. */
export class InvalidPayment extends DomainError<'invalid-payment'> {
  override readonly name = 'InvalidPayment'
  readonly code = 'invalid-payment'

  constructor(readonly problems: readonly OrderProblem[]) {
    super(`the payment is not valid: ${inWords(problems)}`)
  }
}

function inWords(problems: readonly OrderProblem[]): string {
  return problems.map(({ path, message }) => `${path} ${message}`).join('; ')
}

/** The catalogue does not have these products. */
export class UnknownProducts extends DomainError<'unknown-products'> {
  override readonly name = 'UnknownProducts'
  readonly code = 'unknown-products'

  constructor(readonly productIds: readonly string[]) {
    super(`the catalogue does not have ${productIds.length === 1 ? 'a product' : 'products'} of the order`)
  }
}

/** The prices of the products are in more than one currency. */
export class SeveralCurrencies extends DomainError<'several-currencies'> {
  override readonly name = 'SeveralCurrencies'
  readonly code = 'several-currencies'

  constructor(readonly currencies: readonly string[]) {
    super(`an order must have one currency; these products have ${currencies.join(', ')}: place an order for each`)
  }
}

/** A line with more pieces than an order may take from the stock. */
export interface Shortage {
  readonly productId: string
  readonly wanted: number
  /** The number of pieces that an order may take: fewer than `wanted`. */
  readonly left: number
}

/** The stock has fewer pieces for sale than the order wants. Nothing was taken from it. */
export class OutOfStock extends DomainError<'out-of-stock'> {
  override readonly name = 'OutOfStock'
  readonly code = 'out-of-stock'

  constructor(readonly shortages: readonly Shortage[]) {
    super(`there is not enough in stock for ${shortages.length === 1 ? 'a line' : 'lines'} of the order`)
  }
}

/** The idempotency key is malformed. */
export class InvalidIdempotencyKey extends DomainError<'invalid-idempotency-key'> {
  override readonly name = 'InvalidIdempotencyKey'
  readonly code = 'invalid-idempotency-key'

  constructor() {
    super('an idempotency key must be 1 to 255 printable ASCII characters')
  }
}

/** Another request with the same idempotency key is in progress. */
export class KeyInFlight extends DomainError<'key-in-flight'> {
  override readonly name = 'KeyInFlight'
  readonly code = 'key-in-flight'

  constructor() {
    super('a request with this idempotency key is in progress: repeat the request later')
  }
}

/** The idempotency key belongs to an earlier request with other content. */
export class KeyReused extends DomainError<'key-reused'> {
  override readonly name = 'KeyReused'
  readonly code = 'key-reused'

  constructor() {
    super('this idempotency key was used for another request: use a new key for a new request')
  }
}
