import { randomUUID } from 'node:crypto'
import { catalogue } from '../../dist/domain/products/catalogue.js'
import { openDatabase } from '../../dist/repository/database.js'
import { products } from '../../dist/repository/products.js'

/** The use cases of the service on its own repository: what both ways of answering are given. */
export async function openCatalogue(/** @type {string} */ url) {
  const { knex } = await openDatabase({ url, folder: '' })
  return catalogue(products(knex), { newId: randomUUID, now: () => new Date() })
}
