import { DomainError } from '../domain-error.js'
import type { InvalidCursor } from '../invalid-cursor.js'
import type { StorageUnavailable } from '../storage-unavailable.js'
import type { ImportResult } from './import-result.js'
import type { ProductProblem } from './product-problem.js'

/** Every failure of the use cases of products. The union is closed: switch over its `code`. */
export type ProductError =
  | ExportsBusy
  | ImportRefused
  | ImportsBusy
  | InvalidImport
  | InvalidCursor
  | InvalidProduct
  | ProductNotFound
  | SkuTaken
  | StorageUnavailable
  | VersionConflict

export type ProductErrorCode = ProductError['code']

/** As many exports are running as may run at once. */
export class ExportsBusy extends DomainError<'exports-busy'> {
  override readonly name = 'ExportsBusy'
  readonly code = 'exports-busy'

  constructor(readonly atOnce: number) {
    super(`no more than ${atOnce} whole lists are written at once; try again in a while, or read pages`)
  }
}

/** As many imports are running as may run at once. */
export class ImportsBusy extends DomainError<'imports-busy'> {
  override readonly name = 'ImportsBusy'
  readonly code = 'imports-busy'

  constructor(readonly atOnce: number) {
    super(`no more than ${atOnce} files are imported at once; send the file again in a while`)
  }
}

/** The file of an import cannot be read: nothing of it was stored. */
export class InvalidImport extends DomainError<'invalid-import'> {
  override readonly name = 'InvalidImport'
  readonly code = 'invalid-import'
}

/** Records of an import were refused that had to succeed together: nothing was stored. */
export class ImportRefused extends DomainError<'import-refused'> {
  override readonly name = 'ImportRefused'
  readonly code = 'import-refused'

  /** @param refused the result of each record that was refused */
  constructor(readonly refused: readonly ImportResult[]) {
    super(`nothing was imported: ${refused.length} ${refused.length === 1 ? 'record is' : 'records are'} refused`)
  }
}

/** There is no product with this id. */
export class ProductNotFound extends DomainError<'product-not-found'> {
  override readonly name = 'ProductNotFound'
  readonly code = 'product-not-found'

  constructor(readonly id: string) {
    super('there is no product with this id')
  }
}

/** Another product has this SKU. */
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

/** The product does not have an expected version: somebody else has changed it. */
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

/** The product breaks at least one invariant. `problems` lists every one. */
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
