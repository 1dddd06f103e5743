import { cutText } from '../values/cut-text.js'

/** UTF-16 units of a name in a message. */
const longest = 100

/**
 * Returns the name of a value by its path, as messages have it: `limit`, `lines[0].sku`. A long name is cut, one of no length is `""`.
 *
 * @param whole the name for an empty path: `the body`
 */
export function fieldName(path: readonly PropertyKey[], whole: string): string {
  let name = ''
  for (const key of path) {
    if (name.length > longest) break
    const text = String(key)
    name += /^\d+$/.test(text) && name !== '' ? `[${text}]` : name === '' ? text : `.${text}`
  }
  if (name === '') return path.length === 0 ? whole : '""'
  return cutText(name, longest)
}
