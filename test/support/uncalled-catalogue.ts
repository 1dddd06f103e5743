import type { Catalogue } from '../../domain/products/catalogue.js'

/** A catalogue that is not to be asked for anything, unless a test puts in what is. */
export const uncalledCatalogue: Catalogue = {
  list: uncalled,
  all: uncalled,
  read: uncalled,
  add: uncalled,
  replace: uncalled,
  change: uncalled,
  remove: uncalled,
}

function uncalled(): never {
  throw new Error('the catalogue was not to be asked')
}
