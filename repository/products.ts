import type { Knex } from 'knex'
import type { Product } from '../domain/products/product.js'
import { ProductNotFound, SkuTaken, VersionConflict } from '../domain/products/product-error.js'
import { productPages } from '../domain/products/product-pages.js'
import type { ProductQuery, Products } from '../domain/products/products.js'
import { listStatement } from './product-query.js'
import { contentColumns, type ProductRow, productColumns, productOfRow, productRow } from './product-row.js'
import { putProducts } from './put-products.js'
import { statementsOf } from './statements.js'
import { isTaken, storageError } from './storage-error.js'

const oneProduct = `select ${productColumns.join(', ')} from products where id = $1`

/**
 * Returns the products in the table `products`. Every change is one statement, so it is atomic without a transaction.
 *
 * @param all reads whole lists. @default page by page, so that a slow reader holds no connection between pages
 */
export function products(knex: Knex, all?: Products['all']): Products {
  const statements = statementsOf(knex)
  const table = () => knex<ProductRow>('products')
  const ofVersion = (id: string, versions: readonly number[] | undefined) =>
    versions === undefined
      ? table().where('id', id)
      : table().where('id', id).whereIn('version', versions.filter(isVersion))

  /** Returns the error for a change that found no row with this id and one of these versions. */
  async function refusal(id: string, expectedVersions: readonly number[] | undefined): Promise<Error> {
    const found = expectedVersions && (await table().where('id', id).first('id'))
    return found ? new VersionConflict(id, expectedVersions) : new ProductNotFound(id)
  }

  function list(query: ProductQuery): Promise<readonly Product[]> {
    return translated(async () => {
      const { rows } = await statements.run<ProductRow>(await listStatement(statements, query))
      return rows.map(productOfRow)
    })
  }

  return {
    list,
    all: all ?? ((query) => productPages(list, query)),

    read: (id) =>
      translated(async () => {
        const { rows } = await statements.run<ProductRow>({ text: oneProduct, values: [id] })
        const row = rows[0]
        if (!row) throw new ProductNotFound(id)
        return productOfRow(row)
      }),

    add: (product) =>
      translated(async () => {
        await table().insert(productRow(product))
      }, product.sku),

    put: (list, dryRun) => translated(() => putProducts(knex, list, dryRun)),

    replace: (id, contents, { at, expectedVersions }) =>
      translated(async () => {
        const [row] = await ofVersion(id, expectedVersions)
          .update({ ...contentColumns(contents), updated_at: at, version: knex.raw('version + 1') })
          .returning(productColumns)
        if (!row) throw await refusal(id, expectedVersions)
        return productOfRow(row)
      }, contents.sku),

    remove: (id, { expectedVersions }) =>
      translated(async () => {
        const removed = await ofVersion(id, expectedVersions).delete()
        if (removed === 0) throw await refusal(id, expectedVersions)
      }),
  }
}

async function translated<T>(work: () => Promise<T>, sku = ''): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw isTaken(error, 'products_sku_unique') ? new SkuTaken(sku, { cause: error }) : storageError(error)
  }
}

/** Reports whether a number is in the range of the version column. */
function isVersion(version: number): boolean {
  return Number.isInteger(version) && version >= 1 && version <= 2_147_483_647
}
