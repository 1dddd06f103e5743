/** One fault of a product. `path` is the path of the property with dots (`price.amount`), or empty for the whole product. */
export interface ProductProblem {
  readonly path: string
  readonly message: string
}
