import { type StockPolicy, stockPolicies } from '../domain/orders/stock-policy.js'

/** The types of the flags by name. */
export interface FlagTypes {
  readonly 'product-price-filter': boolean
  readonly 'order-stock-policy': StockPolicy
}

export type FlagName = keyof FlagTypes

/** The description of one flag. */
export interface FlagDescription<Value> {
  /** The value that holds without a source of flags, and when the source does not know the flag. */
  readonly default: Value
  /** Every value. A source that has another one is not followed. */
  readonly values: readonly Value[]
  /** The effect of the flag, as a phrase. */
  readonly means: string
  /** The condition under which the flag is removed from the code. */
  readonly remove: string
}

/** Every feature flag of the shop. The table in docs/operations.md is made from it. */
export const flagTable: { readonly [Name in FlagName]: FlagDescription<FlagTypes[Name]> } = {
  'product-price-filter': {
    default: true,
    values: [true, false],
    means:
      'lists of products take `minPrice` and `maxPrice`. When off, they are refused with a 400, as any unknown parameter is',
    remove: 'when the load of these queries on a large catalogue is known and small',
  },
  'order-stock-policy': {
    default: 'strict',
    values: stockPolicies,
    means:
      'pieces that an order may take: `strict` sells every piece in stock, `keep-last` keeps the last piece of each product for an exchange',
    remove: 'when the shop has decided on one policy',
  },
}

/** The names of all flags. */
export const flagNames = Object.keys(flagTable) as readonly FlagName[]
