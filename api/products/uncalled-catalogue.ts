import type { Catalogue } from '../../domain/products/catalogue.js'
import { uncalled } from '../uncalled.js'

/** A catalogue for routes that are only described, and for tests of requests that must fail before it is called. */
export const uncalledCatalogue: Catalogue = {
  list: uncalled,
  previous: uncalled,
  all: uncalled,
  import: uncalled,
  read: uncalled,
  add: uncalled,
  replace: uncalled,
  change: uncalled,
  remove: uncalled,
}
