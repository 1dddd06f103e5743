import { list } from '../fixtures/list.mjs'
import { receiptOf } from '../fixtures/order.mjs'
import { parsed } from '../fixtures/parsed.mjs'
import { small } from '../fixtures/small.mjs'

/** The values of the stream, each as large as a log record. @type {(typeof small)[]} */
export const streamed = parsed(Array.from({ length: 1000 }, (_, number) => ({ ...small, id: `reading-${number}` })))

/** The data of every peer: the same values from the same functions. */
export const shop = {
  small: async () => small,
  list: async () => list,
  place: async (/** @type {Parameters<typeof receiptOf>[0]} */ order) => receiptOf(order),
  /** Finds no product. @returns {Promise<typeof small | undefined>} */
  find: async (/** @type {string} */ _id) => undefined,
  async *stream() {
    yield* streamed
  },
}

/** The stream as the lines that peers write by hand. */
export async function* lines() {
  for await (const value of shop.stream()) yield `${JSON.stringify(value)}\n`
}

/** The envelope that peers write by hand. */
export function envelope(
  /** @type {number} */ status,
  /** @type {string} */ error,
  /** @type {string} */ message,
  /** @type {string} */ path,
) {
  return { status, error, message, path, timestamp: new Date().toISOString() }
}
