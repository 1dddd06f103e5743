import type { Shape } from '../schema/shape.js'

/** The writer of amounts on one page. It asks for the decimals of each currency once. */
export class MoneyText {
  readonly #decimals = new Map<string, number>()

  /**
   * Returns money in minor units for people, such as `18.90 EUR`, if the schema says that the value is money. Returns `undefined` for any
   * other value.
   */
  of(value: unknown, { display }: Shape): string | undefined {
    const money = display?.money
    if (money === undefined) return undefined
    if (!('members' in money)) return this.#text(value, money.currency)
    if (typeof value !== 'object' || value === null) return undefined
    if (Object.keys(value).length !== 2) return undefined // further members would not be seen
    return this.#text(Reflect.get(value, money.members.amount), Reflect.get(value, money.members.currency))
  }

  #text(amount: unknown, currency: unknown): string | undefined {
    if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) return undefined
    const [, sign = '', digits] = /^(-?)(\d{1,40})$/.exec(String(amount)) ?? []
    if (digits === undefined) return undefined
    const decimals = this.#decimalsOf(currency)
    const padded = digits.padStart(decimals + 1, '0')
    const whole = padded.slice(0, padded.length - decimals)
    return `${sign}${whole}${decimals === 0 ? '' : `.${padded.slice(-decimals)}`} ${currency}`
  }

  /** Returns the decimals of a currency: 2 for EUR, 0 for JPY, 3 for KWD. A code that no one knows has 2. */
  #decimalsOf(currency: string): number {
    const known = this.#decimals.get(currency)
    if (known !== undefined) return known
    const { maximumFractionDigits: decimals = 2 } = new Intl.NumberFormat('en', {
      style: 'currency',
      currency,
    }).resolvedOptions()
    this.#decimals.set(currency, decimals)
    return decimals
  }
}
