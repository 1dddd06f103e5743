import { itemOf } from '../fixtures/list.mjs'

/** A value of about so many bytes of JSON. */
export function valueOfSize(/** @type {number} */ bytes) {
  if (bytes <= 400) return { text: 'x'.repeat(bytes - 11) }
  const items = []
  for (let size = 12; size < bytes; size += JSON.stringify(items.at(-1)).length + 1) items.push(itemOf(items.length))
  return { items }
}
