/** The fields of a query or a form by name: text, or an array of texts for a repeated name. The object has no prototype. */
export type UrlFields = Record<string, unknown>

/** The largest number of fields. */
const mostFields = 1000

/**
 * Reads `application/x-www-form-urlencoded`. Refuses malformed percent-encoding instead of replacing it.
 *
 * @see https://url.spec.whatwg.org/#urlencoded-parsing
 * @throws SyntaxError for malformed percent-encoding, more than 1000 fields, and the name `__proto__`
 */
export function urlEncodedFields(text: string): UrlFields {
  const fields = emptyFields()
  let count = 0
  for (let start = 0; start <= text.length; ) {
    const next = text.indexOf('&', start)
    const end = next === -1 ? text.length : next
    if (end > start) {
      if (++count > mostFields) throw new SyntaxError(`it has more than ${mostFields} fields`)
      addPair(fields, text.slice(start, end))
    }
    start = end + 1
  }
  return fields
}

/** Returns an empty object without a prototype. */
export function emptyFields(): UrlFields {
  return Object.create(null) as UrlFields
}

/** Reports whether `node` is an object other than an array or a file. */
export function isRecord(node: unknown): node is Record<string, unknown> {
  return typeof node === 'object' && node !== null && !Array.isArray(node) && !(node instanceof Blob)
}

function addPair(fields: UrlFields, pair: string): void {
  const equals = pair.indexOf('=')
  const name = decode(equals === -1 ? pair : pair.slice(0, equals))
  addField(fields, name, equals === -1 ? '' : decode(pair.slice(equals + 1)))
}

/** Adds a value under its name. A name that has a value already gets an array. @throws SyntaxError for the name `__proto__` */
export function addField(fields: UrlFields, name: string, value: unknown): void {
  if (name === '__proto__') throw new SyntaxError(`the name '${name}' is not allowed`)
  const before = fields[name]
  if (before === undefined) fields[name] = value
  else if (Array.isArray(before)) before.push(value)
  else fields[name] = [before, value]
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw new SyntaxError('it is not properly percent-encoded UTF-8')
  }
}
