import type { Knex } from 'knex'
import { ProductNotFound, SkuTaken, VersionConflict } from '../domain/products/product-error.js'
import type { ProductSort } from '../domain/products/product-sort.js'
import type { Products } from '../domain/products/products.js'
import { contentColumns, type ProductRow, productOfRow, productRow } from './product-row.js'
import { isTaken, storageError } from './storage-error.js'

interface Order {
  readonly column: 'name_key' | 'created_at'
  readonly direction: 'asc' | 'desc'
  /** Holds of the rows behind a place, of which it is given the key and the id. */
  readonly behind: string
}

/** Each order of products is that of an index, forwards or backwards. */
const orders: Readonly<Record<ProductSort, Order>> = {
  name: { column: 'name_key', direction: 'asc', behind: '(name_key, id) > (?, ?::uuid)' },
  '-name': { column: 'name_key', direction: 'desc', behind: '(name_key, id) < (?, ?::uuid)' },
  createdAt: { column: 'created_at', direction: 'asc', behind: '(created_at, id) > (?::timestamptz, ?::uuid)' },
  '-createdAt': { column: 'created_at', direction: 'desc', behind: '(created_at, id) < (?::timestamptz, ?::uuid)' },
}

/** The products in the table `products`. Every change is one statement, so it is atomic without a transaction. */
export function products(knex: Knex): Products {
  const table = () => knex<ProductRow>('products')
  const ofVersion = (id: string, versions: readonly number[] | undefined) =>
    versions === undefined
      ? table().where('id', id)
      : table().where('id', id).whereIn('version', versions.filter(isVersion))

  /** Tells why no row of this id and of these versions was there to be changed. */
  async function refusal(id: string, expectedVersions: readonly number[] | undefined): Promise<Error> {
    const found = expectedVersions && (await table().where('id', id).first('id'))
    return found ? new VersionConflict(id, expectedVersions) : new ProductNotFound(id)
  }

  return {
    list: ({ category, sort, after, limit }) =>
      translated(async () => {
        const { column, direction: order, behind } = orders[sort]
        const query = table()
          .orderBy([
            { column, order },
            { column: 'id', order },
          ])
          .limit(limit)
        if (category !== undefined) query.where('category', category)
        if (after) query.whereRaw(behind, [after.key, after.id])
        return (await query.select('*')).map(productOfRow)
      }),

    read: (id) =>
      translated(async () => {
        const row = await table().where('id', id).first('*')
        if (!row) throw new ProductNotFound(id)
        return productOfRow(row)
      }),

    add: (product) =>
      translated(async () => {
        await table().insert(productRow(product))
      }, product.sku),

    replace: (id, contents, { at, expectedVersions }) =>
      translated(async () => {
        const [row] = await ofVersion(id, expectedVersions)
          .update({ ...contentColumns(contents), updated_at: at, version: knex.raw('version + 1') })
          .returning('*')
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
