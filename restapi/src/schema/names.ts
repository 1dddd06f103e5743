/**
 * Returns an XML name for any key. Different keys have different names, and {@link keyOfName} returns the key.
 *
 * A character that no XML name may have becomes `_xHHHH_`, one for each UTF-16 code unit, as in ISO 9075-14. The same happens to the first
 * letter of a reserved name, to an underscore that begins text like such an escape, and to the colon. The empty key becomes `_x_`.
 */
export function nameOfKey(key: string): string {
  if (SIMPLE.test(key) && !RESERVED.test(key)) return key
  return escapedName(key, RESERVED.test(key))
}

/** Returns a second name for `key`, with its first character escaped. {@link keyOfName} reads it too. */
export function distinctNameOfKey(key: string): string {
  return escapedName(key, true)
}

/** Returns the key of a name that {@link nameOfKey} made. */
export function keyOfName(name: string): string {
  if (!name.includes('_x')) return name
  if (name === EMPTY) return ''
  return name.replace(ESCAPE, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
}

/** Reports whether `name` contains an escape of {@link nameOfKey}. */
export function looksEscaped(name: string): boolean {
  return name === EMPTY || keyOfName(name) !== name
}

/** Reports whether `name` is an XML name without a colon, in characters that every parser knows. @see Namespaces in XML 1.0 §3 NCName */
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
