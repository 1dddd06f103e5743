import { readFile } from 'node:fs/promises'
import type { Knex } from 'knex'
import type { NewProduct } from '../domain/products/product.js'
import { validProduct } from '../domain/products/valid-product.js'
import { productRow } from './product-row.js'

type SeedProduct = NewProduct & { readonly id: string }

/** Inserts the products of `seed-products.json` into the table `products` if it is empty. Returns the number of inserted products. */
export async function seedProducts(knex: Knex): Promise<number> {
  if (await knex('products').first('id')) return 0
  const seeds: readonly SeedProduct[] = JSON.parse(
    await readFile(new URL('./seed-products.json', import.meta.url), 'utf8'),
  )
  const at = new Date()
  const rows = seeds.map(({ id, ...seed }) =>
    productRow({ id, ...validProduct(seed), version: 1, createdAt: at, updatedAt: at }),
  )
  await knex('products').insert(rows)
  return rows.length
}
