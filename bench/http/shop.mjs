import { list } from '../fixtures/list.mjs'
import { receiptOf } from '../fixtures/order.mjs'
import { small } from '../fixtures/small.mjs'

/** What is streamed: 1,000 values of the size of a log record. */
export const streamed = Array.from({ length: 1000 }, (_, number) => ({ ...small, id: `reading-${number}` }))

/** What every peer serves: the same values, made in the same way. */
export const shop = {
  small: async () => small,
  list: async () => list,
  place: async (/** @type {Parameters<typeof receiptOf>[0]} */ order) => receiptOf(order),
  /** Nothing has this id. @returns {Promise<typeof small | undefined>} */
  find: async (/** @type {string} */ _id) => undefined,
  async *stream() {
    yield* streamed
  },
}

/** The stream as the lines that peers write by hand. */
export async function* lines() {
  for await (const value of shop.stream()) yield `${JSON.stringify(value)}\n`
}

/** The entity tag that peers give by hand to version 7. */
export const entityTag = '"7;json"'

/** The envelope that peers write by hand. */
export function envelope(
  /** @type {number} */ status,
  /** @type {string} */ error,
  /** @type {string} */ message,
  /** @type {string} */ path,
) {
  return { status, error, message, path, timestamp: new Date().toISOString() }
}
