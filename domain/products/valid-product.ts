import { type NewProduct, productLimits } from './product.js'
import { InvalidProduct } from './product-error.js'
import type { ProductProblem } from './product-problem.js'

type Rule = [path: string, holds: boolean, message: string]

/**
 * Returns a copy of the product that has only the properties of a product. Every invariant holds for it.
 *
 * Its texts have no control characters (a description may have tabs and line ends), no lone surrogates and no noncharacters. JSON, XML
 * and the storage can therefore represent them exactly.
 * @throws {InvalidProduct} `invalid-product` with every invariant that is broken
 */
export function validProduct(product: NewProduct): NewProduct {
  const problems = productProblems(product)
  if (problems.length > 0) throw new InvalidProduct(problems)
  const { sku, name, description, category, price, stock } = product
  return { sku, name, description, category, price: { amount: price.amount, currency: price.currency }, stock }
}

/** Returns every invariant of a product that is broken. */
export function productProblems({ sku, name, description, category, price, stock }: NewProduct): ProductProblem[] {
  const { amount, currency } = price
  const rules: Rule[] = [
    ['sku', isSku(sku), `must be 1 to ${productLimits.sku} letters, digits, dots, hyphens or underscores`],
    ['name', isLine(name, productLimits.name), line(productLimits.name)],
    ['description', isText(description, productLimits.description), text(productLimits.description)],
    ['category', isCategory(category), line(productLimits.category)],
    ['price.amount', isCount(amount, productLimits.amount), count(productLimits.amount)],
    ['price.currency', /^[A-Z]{3}$/.test(currency), 'must be an ISO 4217 code of three capital letters'],
    ['stock', isCount(stock, productLimits.stock), count(productLimits.stock)],
  ]
  return rules.flatMap(([path, holds, message]) => (holds ? [] : [{ path, message }]))
}

/** Reports whether text is a valid category. */
export function isCategory(value: string): boolean {
  return isLine(value, productLimits.category)
}

function isSku(value: string): boolean {
  return value.length <= productLimits.sku && /^[A-Za-z\d][\w.-]*$/.test(value)
}

function isLine(value: string, length: number): boolean {
  return value.length <= length && value.trim() !== '' && !/[\p{Cc}\p{Cs}\u2028\u2029\uFFFE\uFFFF]/u.test(value)
}

function isText(value: string, length: number): boolean {
  return value.length <= length && !/[\p{Cs}\uFFFE\uFFFF]|(?![\t\n\r])\p{Cc}/u.test(value)
}

function isCount(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= most
}

function line(length: number): string {
  return `must be one line of 1 to ${length} characters, without control characters`
}

function text(length: number): string {
  return `must be at most ${length} characters, without control characters`
}

function count(most: number): string {
  return `must be an integer from 0 to ${most}`
}
