import { List, list } from '../fixtures/list.mjs'
import { Order, OrderOfText, order } from '../fixtures/order.mjs'
import { Small, small } from '../fixtures/small.mjs'

/**
 * The documents that are written and read. With `validated`, reading includes validation, by the second schema where a parser returns only text.
 *
 * @typedef {object} BenchDocument
 * @property {string} name
 * @property {string} title
 * @property {object} value
 * @property {import('zod').ZodType} schema
 * @property {import('zod').ZodType} [validated]
 */

/** @type {BenchDocument[]} */
export const documents = [
  { name: 'small', title: 'small object', value: small, schema: Small },
  { name: 'list', title: '100-item list', value: list, schema: List },
  { name: 'order', title: 'small order', value: order, schema: Order, validated: OrderOfText },
]
