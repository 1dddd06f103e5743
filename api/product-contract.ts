import { z } from 'zod'
import { pageLimits } from '../domain/products/catalogue.js'
import { productLimits as most } from '../domain/products/product.js'
import { productSorts } from '../domain/products/product-sort.js'

/** One line of text: no control characters, and nothing that JSON, XML and the storage would not hold alike. */
const line = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/\S/, 'must not be blank')
    .regex(/^[^\p{Cc}\p{Cs}\u2028\u2029\uFFFE\uFFFF]*$/u, 'must be one line without control characters')

/** Text of any number of lines, otherwise as strict. */
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
    .meta({ description: 'Stock-keeping unit, unique among all products', examples: ['LAN-1'] }),
  name: line(most.name).meta({ description: 'One line that is not blank', examples: ['Lantern'] }),
  description: text(most.description).meta({ description: 'May have several lines', examples: ['Burns all night.'] }),
  category: line(most.category).meta({ description: 'One line that is not blank', examples: ['Camping'] }),
  price: z.strictObject(ofMoney).meta({ id: 'Money' }),
  stock: count(most.stock).meta({ description: 'Pieces in stock', examples: [3] }),
}

/** The members of a product that clients set. The service sets the others and refuses them in a body. */
export const NewProductContent = z.strictObject(ofClient).meta({
  id: 'NewProduct',
  description: 'What a client says about a product; anything else in a body is refused',
  xml: { name: 'product' },
})

/** A change of a product. All members of a product are required, so none may be `null`. */
export const ProductPatchContent = z
  .strictObject({ ...ofClient, price: z.strictObject(ofMoney).partial() })
  .partial()
  .meta({
    id: 'ProductPatch',
    description:
      'A merge patch (RFC 7396): what is left out stays as it is, within the price as well. Nothing of a product can be missing, so no member may be `null`',
  })

/** A product as clients see it. */
export const ProductContent = z
  .object({
    id: z.uuid().meta({ description: 'Given by the service' }),
    ...ofClient,
    version: z.int().min(1).meta({ description: 'Grows by one with each change' }),
    createdAt: z.date().meta({ description: 'When it was added' }),
    updatedAt: z.date().meta({ description: 'When it was last changed' }),
  })
  .readonly()
  .meta({ id: 'Product', description: 'A product of the shop', xml: { name: 'product' } })

/** Some products, or all: `<products><product>…` in XML. */
export const ProductList = z
  .array(ProductContent)
  .readonly()
  .meta({ id: 'ProductList', xml: { name: 'products', wrapped: true } })

/** Which products, and how many of them. */
export const ProductQuery = z.strictObject({
  category: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'Only products of exactly this category', examples: ['Camping'] }),
  sort: z
    .enum(productSorts)
    .default('name')
    .meta({ description: 'The order, by name or by time; with `-` the last comes first' }),
  limit: z
    .int()
    .min(1)
    .max(pageLimits.most)
    .optional()
    .meta({
      description: `How many products at most; without it ${pageLimits.default}, but all of them in NDJSON and CSV`,
    }),
  after: z.string().min(1).optional().meta({
    description:
      'Only what follows the page that has this in its `Link` with the relation `next`, in the same order; without it, from the first product on',
  }),
})

/** Which product; text that is no id is answered as an unknown one. */
export const ProductPath = z.object({
  id: z.string().meta({ description: 'The id of a product', examples: ['0f6b7c1e-8a4e-4d5c-9b1a-3f2e1d0c9b8a'] }),
})
