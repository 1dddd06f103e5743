import { DomainError } from '../domain-error.js'
import type { StorageUnavailable } from '../storage-unavailable.js'

/** Every failure that a use case of products can end with. Switch over its `code`; the union is closed. */
export type ProductError =
  | InvalidCursor
  | InvalidProduct
  | ProductNotFound
  | SkuTaken
  | StorageUnavailable
  | VersionConflict

export type ProductErrorCode = ProductError['code']

/** There is no product with this id. */
export class ProductNotFound extends DomainError<'product-not-found'> {
  override readonly name = 'ProductNotFound'
  readonly code = 'product-not-found'

  constructor(readonly id: string) {
    super('there is no product with this id')
  }
}

/** Another product has this SKU already. */
export class SkuTaken extends DomainError<'sku-taken'> {
  override readonly name = 'SkuTaken'
  readonly code = 'sku-taken'

  constructor(
    readonly sku: string,
    options?: { readonly cause?: unknown },
  ) {
    super(`another product has the SKU ${sku} already`, options)
  }
}

/** The product has a version that is none of those expected: somebody else changed it in the meantime. */
export class VersionConflict extends DomainError<'version-conflict'> {
  override readonly name = 'VersionConflict'
  readonly code = 'version-conflict'

  constructor(
    readonly id: string,
    readonly expectedVersions: readonly number[],
  ) {
    super('the product has been changed in the meantime')
  }
}

/** One thing that is wrong with a product: `path` names the property, with dots (`price.amount`), or is empty for the whole. */
export interface ProductProblem {
  readonly path: string
  readonly message: string
}

/** The product breaks at least one invariant; `problems` names every one. */
export class InvalidProduct extends DomainError<'invalid-product'> {
  override readonly name = 'InvalidProduct'
  readonly code = 'invalid-product'

  constructor(
    readonly problems: readonly ProductProblem[],
    options?: { readonly cause?: unknown },
  ) {
    super(
      `the product is not valid: ${problems.map(({ path, message }) => `${path} ${message}`.trim()).join('; ')}`,
      options,
    )
  }
}

/** The cursor was not given out by this catalogue, or was damaged on its way. */
export class InvalidCursor extends DomainError<'invalid-cursor'> {
  override readonly name = 'InvalidCursor'
  readonly code = 'invalid-cursor'

  constructor() {
    super('the cursor is not one that this catalogue has given out')
  }
}
