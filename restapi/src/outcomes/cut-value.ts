import { cutText } from '../values/cut-text.js'
import { jsonCopy } from '../values/json-value.js'
import { failureBounds } from './failure-bounds.js'

/** UTF-16 units that are counted for the markup of each member or item. */
const markup = 40

/**
 * Returns a copy of a JSON document that is cut to a size. It shortens texts and leaves out the members and items that no longer fit.
 *
 * @param most UTF-16 units of all names, texts and markup
 * @throws TypeError for a value that JSON cannot represent
 */
export function cutValue(value: unknown, most: number): unknown {
  let room = most
  const cut = (data: unknown): unknown => {
    if (typeof data === 'string') {
      const text = cutText(data, Math.max(1, Math.min(room, failureBounds.text)))
      room -= text.length
      return text
    }
    if (Array.isArray(data)) return cutItems(data)
    return typeof data === 'object' && data !== null ? cutMembers(data) : data
  }
  const cutItems = (items: readonly unknown[]): unknown[] => {
    const kept: unknown[] = []
    for (const item of items) {
      room -= markup
      if (room <= 0) break
      kept.push(cut(item))
    }
    return kept
  }
  const cutMembers = (object: object): object => {
    const kept: [string, unknown][] = []
    for (const [name, member] of Object.entries(object)) {
      const cost = markup + 2 * name.length // XML writes the name twice
      if (cost >= room) continue
      room -= cost
      kept.push([name, cut(member)])
    }
    return Object.fromEntries(kept)
  }
  return cut(jsonCopy(value))
}
