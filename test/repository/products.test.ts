import { describe } from '@jest/globals'
import { products } from '../../repository/products.js'
import { describeOnDatabases } from '../support/database.js'
import { productsInMemory } from '../support/products-in-memory.js'
import { describeManyPuts, describePuts } from './product-put-contract.js'
import { describeSearches, describeSelections } from './product-selection-contract.js'
import { describeProducts } from './products-contract.js'

describeOnDatabases('products', (database) => {
  const stored = () => products(database().knex)
  describeSelections(stored)
  describePuts(stored)
  describeManyPuts(stored)
  describeSearches(stored)
  describeProducts(stored)
})
describe('products in memory', () => {
  const stored = productsInMemory()
  describeSelections(() => stored)
  describePuts(() => stored)
  describeProducts(() => stored)
})
