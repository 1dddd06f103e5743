import type { Catalogue } from '../domain/products/catalogue.js'

/** A catalogue for routes that are only described, or that must not come so far as to ask it. */
export const uncalledCatalogue: Catalogue = {
  list: uncalled,
  all: uncalled,
  read: uncalled,
  add: uncalled,
  replace: uncalled,
  change: uncalled,
  remove: uncalled,
}

/** Stands for members that nothing calls. @throws Error always */
export function uncalled(): never {
  throw new Error('this was not to be called')
}
