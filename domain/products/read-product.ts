import { type NewProduct, productLimits } from './product.js'
import { InvalidProduct } from './product-error.js'
import type { ProductProblem } from './product-problem.js'
import { productProblems, validProduct } from './valid-product.js'

const texts = ['sku', 'name', 'description', 'category'] as const

/** Members that the shop sets. They are allowed, so that an export can be imported again, and ignored. */
const ofShop = ['id', 'version', 'createdAt', 'updatedAt']

/**
 * Reads a product from a value of any kind, such as a line of a file.
 * @throws {InvalidProduct} `invalid-product`, naming every member that is wrong, missing or unknown
 */
export function readProduct(value: unknown): NewProduct {
  if (!isObject(value)) throw new InvalidProduct([{ path: '', message: 'must be an object' }])
  const { price } = value
  const problems: ProductProblem[] = texts
    .filter((name) => typeof value[name] !== 'string')
    .map((path) => ({ path, message: 'must be text' }))
  if (typeof value.stock !== 'number') problems.push(notNumber('stock', productLimits.stock))
  if (!isObject(price)) problems.push({ path: 'price', message: 'must be an object with amount and currency' })
  else {
    if (typeof price.amount !== 'number') problems.push(notNumber('price.amount', productLimits.amount))
    if (typeof price.currency !== 'string') problems.push({ path: 'price.currency', message: 'must be text' })
    problems.push(...unknownMembers(price, ['amount', 'currency'], 'price.'))
  }
  problems.push(...unknownMembers(value, [...texts, 'stock', 'price', ...ofShop]))
  if (problems.length > 0) throw new InvalidProduct([...problems, ...productProblems(ofRightTypes(value))])
  return validProduct(value as unknown as NewProduct)
}

const valid: NewProduct = Object.freeze({
  sku: 'A',
  name: 'A',
  description: '',
  category: 'A',
  price: Object.freeze({ amount: 0, currency: 'EUR' }),
  stock: 0,
})

/** Returns the product with valid members in the place of those whose type is wrong. */
function ofRightTypes({
  sku,
  name,
  description,
  category,
  price,
  stock,
}: Readonly<Record<string, unknown>>): NewProduct {
  const { amount, currency } = isObject(price) ? price : valid.price
  return {
    sku: ofRightType(sku, valid.sku),
    name: ofRightType(name, valid.name),
    description: ofRightType(description, valid.description),
    category: ofRightType(category, valid.category),
    price: { amount: ofRightType(amount, valid.price.amount), currency: ofRightType(currency, valid.price.currency) },
    stock: ofRightType(stock, valid.stock),
  }
}

function ofRightType<Value>(given: unknown, otherwise: Value): Value {
  return typeof given === typeof otherwise ? (given as Value) : otherwise
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function notNumber(path: string, most: number): ProductProblem {
  return { path, message: `must be an integer from 0 to ${most}` }
}

function unknownMembers(value: object, known: readonly string[], before = ''): readonly ProductProblem[] {
  const unknown = Object.keys(value).filter((name) => !known.includes(name))
  return unknown.slice(0, 10).map((name) => ({ path: `${before}${name.slice(0, 60)}`, message: 'is not known' }))
}
