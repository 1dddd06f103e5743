import { checkNames } from '../values/check-options.js'

/** The members of `html` in a schema: how a page for people shows a value. */
export interface Display {
  readonly money?: Money
  /** `false` for a query parameter that the form of a page does not offer, such as a cursor. */
  readonly filter?: false
}

/** An amount of money in minor units: a number whose currency is given, or an object with members for both. */
export type Money = { readonly currency: string } | { readonly members: MoneyMembers }

/** Names of the members with the amount in minor units and with the ISO 4217 code. */
export interface MoneyMembers {
  readonly amount: string
  readonly currency: string
}

/**
 * Reads how pages show the values of a schema: `html: { money: true }`, `{ money: 'EUR' }`, `{ money: { amount, currency } }`,
 * `{ filter: false }`. Returns `undefined` for a schema that says nothing.
 *
 * @param where the path of the schema, as messages name it
 * @throws TypeError for anything else
 */
export function readDisplay(metadata: unknown, where: string): Display | undefined {
  if (metadata === undefined) return undefined
  if (typeof metadata !== 'object' || metadata === null) throw refusal(where, 'must be an object')
  checkNames(`html of ${where}`, 'member', metadata, ['money', 'filter'])
  const { money, filter } = metadata as Readonly<Record<string, unknown>>
  if (filter !== undefined && filter !== false) throw refusal(where, 'must have false as filter, or no filter')
  return { ...(money === undefined ? {} : { money: readMoney(money, where) }), ...(filter === false ? { filter } : {}) }
}

function readMoney(money: unknown, where: string): Money {
  if (money === true) return { members: { amount: 'amount', currency: 'currency' } }
  if (typeof money === 'string' && /^[A-Z]{3}$/.test(money)) return { currency: money }
  if (typeof money === 'object' && money !== null) {
    const { amount, currency } = money as Readonly<Record<string, unknown>>
    if (typeof amount === 'string' && typeof currency === 'string') return { members: { amount, currency } }
  }
  throw refusal(where, "must have as money true, a currency such as 'EUR', or the names { amount, currency }")
}

function refusal(where: string, rule: string): TypeError {
  return new TypeError(`html of ${where} ${rule}`)
}
