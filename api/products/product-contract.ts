import { z } from 'zod'
import { pageLimits } from '../../domain/products/catalogue.js'
import { productLimits as most } from '../../domain/products/product.js'
import { longestSearch } from '../../domain/products/product-selection.js'
import { productSorts, sortProperty } from '../../domain/products/product-sort.js'
import { seededProduct } from './example-products.js'

/** Returns the schema of one line of text. It has no control characters, and JSON, XML and the storage represent it exactly. */
const line = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/\S/, 'must not be blank')
    .regex(/^[^\p{Cc}\p{Cs}\u2028\u2029\uFFFE\uFFFF]*$/u, 'must be one line without control characters')

/** Returns the schema of text with any number of lines. JSON, XML and the storage represent it exactly. */
const text = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/^(?:[\t\n\r]|[^\p{Cc}\p{Cs}\uFFFE\uFFFF])*$/u, 'must not contain control characters')

const count = (greatest: number) => z.int().min(0).max(greatest)

const ofMoney = {
  amount: count(most.amount).meta({ description: 'In minor units of the currency, such as cents', examples: [1999] }),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be three capital letters')
    .meta({ description: 'ISO 4217 code', examples: ['EUR'] }),
}

const ofClient = {
  sku: z
    .string()
    .max(most.sku)
    .regex(/^[A-Za-z\d][\w.-]*$/, 'must be letters, digits, dots, hyphens and underscores')
    .meta({ title: 'SKU', description: 'Stock-keeping unit, unique among all products', examples: ['LAN-1'] }),
  name: line(most.name).meta({ description: 'One line that is not blank', examples: ['Lantern'] }),
  description: text(most.description).meta({ description: 'May have several lines', examples: ['Burns all night.'] }),
  category: line(most.category).meta({ description: 'One line that is not blank', examples: ['Camping'] }),
  price: z.strictObject(ofMoney).meta({ id: 'Money', html: { money: true } }),
  stock: count(most.stock).meta({ title: 'in stock', description: 'Pieces in stock', examples: [3] }),
}

/** The members of a product that clients set. The service sets the others and refuses them in a body. */
export const NewProductContent = z.strictObject(ofClient).meta({
  id: 'NewProduct',
  description: 'What a client says about a product; anything else in a body is refused',
  xml: { name: 'product' },
})

/** A merge patch of a product. A product needs all of its members, so none may be `null`. */
export const ProductPatchContent = z
  .strictObject({ ...ofClient, price: z.strictObject(ofMoney).partial() })
  .partial()
  .meta({
    id: 'ProductPatch',
    description:
      'A merge patch (RFC 7396): members that are left out keep their values, those of the price too. A product needs all of its members, so none may be `null`',
  })

/** A product as clients see it. */
export const ProductContent = z
  .object({
    id: z.uuid().meta({ description: 'Assigned by the service' }),
    ...ofClient,
    version: z.int().min(1).meta({ description: 'Grows by one with each change' }),
    createdAt: z.date().meta({ title: 'added', description: 'The time of its addition' }),
    updatedAt: z.date().meta({ title: 'changed', description: 'The time of its last change' }),
  })
  .readonly()
  .meta({ id: 'Product', description: 'A product of the shop', xml: { name: 'product' } })

/** A list of products: `<products><product>…` in XML. */
export const ProductList = z
  .array(ProductContent)
  .readonly()
  .meta({ id: 'ProductList', xml: { name: 'products', wrapped: true } })

const amount = (means: string) =>
  count(most.amount)
    .optional()
    .meta({
      description: `${means}, in minor units of \`currency\`. A shop may switch it off: it is then not allowed, as any unknown name is`,
      examples: [1000],
    })

/** The conditions and the order of lists. */
const ofList = {
  category: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'Only products of exactly this category', examples: [seededProduct.category] }),
  search: line(longestSearch)
    .optional()
    .meta({
      description:
        'Only products with all of these words in their SKU, name, category or description, in small or capital letters; `"two words"` stand side by side, `-word` is absent, `or` stands between alternatives',
      examples: ['arabica'],
    }),
  currency: ofMoney.currency.optional().meta({
    description: 'Only products with a price in this currency, an ISO 4217 code; needed wherever prices are compared',
    examples: ['EUR'],
  }),
  minPrice: amount('The lowest price'),
  maxPrice: amount('The highest price').meta({ examples: [999_999] }),
  inStock: z
    .boolean()
    .optional()
    .meta({ description: 'Only products that are in stock; `false` for those that are not', examples: [true] }),
  sort: z.enum(productSorts).default('name').meta({
    description: 'The order, by name, by price within a `currency`, or by time; with `-` the last comes first',
  }),
}

type PriceConditions = Pick<z.output<z.ZodObject<typeof ofList>>, 'currency' | 'sort' | 'minPrice' | 'maxPrice'>

/** Refuses to compare prices of different currencies. */
function withinCurrency({ value, issues }: z.core.ParsePayload<PriceConditions>): void {
  const { currency, sort, minPrice, maxPrice } = value
  const refuse = (name: keyof PriceConditions, message: string) =>
    issues.push({ code: 'custom', input: value[name], path: [name], message })
  const compared = minPrice !== undefined || maxPrice !== undefined || sortProperty(sort) === 'price'
  if (compared && currency === undefined) {
    refuse('currency', 'must be given, such as EUR: amounts of different currencies cannot be compared')
  }
  if (minPrice !== undefined && maxPrice !== undefined && minPrice > maxPrice) {
    refuse('maxPrice', `must be at least minPrice, which is ${minPrice}`)
  }
}

/** The query of the list of products: filter, order and page. */
export const ProductQuery = z
  .strictObject({
    ...ofList,
    limit: z
      .int()
      .min(1)
      .max(pageLimits.most)
      .optional()
      .meta({
        description: `How many products at most; without it ${pageLimits.default}, but all of them in NDJSON and CSV`,
      }),
    after: z
      .string()
      .min(1)
      .optional()
      .meta({
        html: { filter: false },
        description:
          'Only what follows the page that has this in its `Link` with the relation `next`, in the same order; without it, from the first product on',
      }),
  })
  .check(withinCurrency)

/** The query of an export: filter and order. */
export const ProductExportQuery = z.strictObject(ofList).check(withinCurrency)

/** The same as the content of a QUERY. */
export const ProductQueryContent = ProductQuery.meta({
  id: 'ProductQuery',
  description: 'The selection of products: filter, order and page',
  xml: { name: 'query' },
})

/** The path of a product. Text that is no id is answered as an unknown product. */
export const ProductPath = z.object({
  id: z.string().meta({ description: 'The id of a product', examples: [seededProduct.id] }),
})
