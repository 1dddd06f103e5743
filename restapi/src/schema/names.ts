/**
 * An XML name for any key, different for different keys and readable back by {@link keyOfName}.
 *
 * Characters that no name may hold are written `_xHHHH_`, one per UTF-16 code unit, as in ISO 9075-14; so are the first
 * letter of reserved names, an underscore that would look like such an escape, and the colon, which belongs to prefixes.
 * The empty key is `_x_`.
 */
export function nameOfKey(key: string): string {
  if (SIMPLE.test(key) && !RESERVED.test(key)) return key
  return escapedName(key, RESERVED.test(key))
}

/** A name for `key` that differs from {@link nameOfKey}'s where that has any choice; {@link keyOfName} reads it back, too. */
export function distinctNameOfKey(key: string): string {
  return escapedName(key, true)
}

/** The key that {@link nameOfKey} wrote as `name`. */
export function keyOfName(name: string): string {
  if (!name.includes('_x')) return name
  if (name === EMPTY) return ''
  return name.replace(ESCAPE, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
}

/** Whether `name` holds what {@link nameOfKey} writes for a character that no name may hold. */
export function looksEscaped(name: string): boolean {
  return name === EMPTY || keyOfName(name) !== name
}

/** Whether `name` is a name without colon (Namespaces in XML 1.0 §3 NCName) in the characters that every parser knows. */
export function isNcName(name: string): boolean {
  return NC_NAME.test(name)
}

const EMPTY = '_x_'
const START =
  'A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD'
const PART = `${START}\\-.0-9\\u00B7\\u0300-\\u036F\\u203F\\u2040`
// XML 1.0 §2.3 NameStartChar and NameChar without the colon and without the supplementary planes, which older parsers refuse
const NAME_START = new RegExp(`^[${START}]$`)
const NAME_PART = new RegExp(`^[${PART}]$`)
const NC_NAME = new RegExp(`^[${START}][${PART}]*$`)
const SIMPLE = /^(?:[A-Za-z]|_(?!x))[A-Za-z0-9.-]*$/
// XML 1.0 §2.3 reserves xml…; `_x_` is the empty key; xml2js cannot read an element `_`
const RESERVED = /^(?:xml|_$|_x_$)/i
const LOOKALIKE = /^_x[0-9A-Fa-f]{4}/
const ESCAPE = /_x([0-9A-Fa-f]{4})_/g

function escapedName(key: string, fromTheFirst: boolean): string {
  if (key === '') return EMPTY
  let name = ''
  for (let at = 0; at < key.length; at++) {
    const char = key.charAt(at)
    const allowed = at === 0 ? !fromTheFirst && NAME_START.test(char) : NAME_PART.test(char)
    name += allowed && !(char === '_' && LOOKALIKE.test(key.slice(at, at + 6))) ? char : escaped(char)
  }
  return name
}

function escaped(char: string): string {
  return `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
}
