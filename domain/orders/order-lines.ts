import { isProductId, type Money, type Product } from '../products/product.js'
import { type OrderLine, orderLimits, type WantedLine } from './order.js'
import { InvalidOrder, type OrderProblem, OutOfStock, SeveralCurrencies, UnknownProducts } from './order-error.js'
import { piecesForSale, type StockPolicy } from './stock-policy.js'

/** The members of a product that an order depends on. */
export type Offer = Pick<Product, 'id' | 'sku' | 'name' | 'price' | 'stock'>

/**
 * Returns a copy of the lines with ids in lower case.
 * @throws {InvalidOrder} `invalid-order` with every faulty line: an id that is not a UUID, a quantity out of bounds, a product that an
 * earlier line has
 */
export function validLines(lines: readonly WantedLine[]): WantedLine[] {
  if (lines.length < 1 || lines.length > orderLimits.lines) {
    throw new InvalidOrder([{ path: 'lines', message: `must be 1 to ${orderLimits.lines} lines` }])
  }
  const firstIndex = new Map<string, number>()
  const problems: OrderProblem[] = []
  const valid = lines.map(({ productId, quantity }, index) => {
    const id = productId.toLowerCase()
    const first = firstIndex.get(id)
    if (!isProductId(id)) problems.push({ path: `lines.${index}.productId`, message: 'must be the id of a product' })
    else if (first === undefined) firstIndex.set(id, index)
    else problems.push({ path: `lines.${index}.productId`, message: `is the product of line ${first}: use one line` })
    if (!Number.isInteger(quantity) || quantity < 1 || quantity > orderLimits.quantity) {
      const message = `must be an integer from 1 to ${orderLimits.quantity}`
      problems.push({ path: `lines.${index}.quantity`, message })
    }
    return { productId: id, quantity }
  })
  if (problems.length > 0) throw new InvalidOrder(problems)
  return valid
}

/**
 * Returns the lines with the names and prices of the offers, and their exact total.
 *
 * @param policy the number of pieces that an order may take from a stock @default 'strict'
 * @throws {UnknownProducts} `unknown-products` for products without an offer
 * @throws {SeveralCurrencies} `several-currencies`
 * @throws {OutOfStock} `out-of-stock` with every line that wants more pieces than the policy sells
 * @throws {InvalidOrder} `invalid-order` when the total is greater than `orderLimits.total`
 */
export function pricedLines(
  wanted: readonly WantedLine[],
  offers: readonly Offer[],
  policy: StockPolicy = 'strict',
): { readonly lines: readonly OrderLine[]; readonly total: Money } {
  const offerOf = new Map(offers.map((offer) => [offer.id, offer]))
  const unknown = wanted.filter(({ productId }) => !offerOf.has(productId)).map(({ productId }) => productId)
  if (unknown.length > 0) throw new UnknownProducts(unknown)
  const chosen = wanted.flatMap(({ productId, quantity }) => {
    const offer = offerOf.get(productId)
    return offer ? [{ offer, quantity }] : []
  })

  const [currency = '', ...others] = new Set(chosen.map(({ offer }) => offer.price.currency))
  if (others.length > 0) throw new SeveralCurrencies([currency, ...others].toSorted())

  const shortages = chosen
    .map(({ offer, quantity }) => ({ productId: offer.id, wanted: quantity, left: piecesForSale(offer.stock, policy) }))
    .filter(({ wanted: quantity, left }) => left < quantity)
  if (shortages.length > 0) throw new OutOfStock(shortages)

  const lines = chosen.map(({ offer: { id, sku, name, price }, quantity }) => {
    const total = { amount: price.amount * quantity, currency }
    return { productId: id, sku, name, quantity, unitPrice: price, total }
  })
  // Each amount is an integer of at most 10^16. A sum above the limit may be rounded, but stays above the limit.
  const amount = lines.reduce((sum, { total }) => sum + total.amount, 0)
  if (amount > orderLimits.total) {
    throw new InvalidOrder([{ path: 'lines', message: `must cost at most ${orderLimits.total} minor units` }])
  }
  return { lines, total: { amount, currency } }
}
