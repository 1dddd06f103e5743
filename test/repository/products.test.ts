import { afterAll, beforeAll, describe } from '@jest/globals'
import { type Database, openDatabase } from '../../repository/database.js'
import { products } from '../../repository/products.js'
import { type DatabasePlace, describeOnPostgresql, placeOnPglite, placeOnPostgresql } from '../support/database.js'
import { productsInMemory } from '../support/products-in-memory.js'
import { describeProducts } from './products-contract.js'

describeOnPostgresql('products on PostgreSQL', () => describeProductsAt(placeOnPostgresql))
describe('products on PGlite', () => describeProductsAt(placeOnPglite))
describe('products in memory', () => {
  const stored = productsInMemory()
  describeProducts(() => stored)
})

function describeProductsAt(newPlace: () => Promise<DatabasePlace>): void {
  let place: DatabasePlace
  let database: Database
  beforeAll(async () => {
    place = await newPlace()
    database = await openDatabase({ ...place, seed: false })
  }, 60_000)
  afterAll(async () => {
    await database.close()
    await place.drop()
  })

  describeProducts(() => products(database.knex))
}
