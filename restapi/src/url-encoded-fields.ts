/** Fields of a query or a form by name: text, or an array of texts where a name is repeated. The object has no prototype. */
export type UrlFields = Record<string, unknown>

/** More fields than this are refused. */
const mostFields = 1000

/**
 * Reads `application/x-www-form-urlencoded`, strictly: nothing is replaced, nothing is guessed.
 *
 * @see https://url.spec.whatwg.org/#urlencoded-parsing
 * @throws SyntaxError saying what was wrong
 */
export function urlEncodedFields(text: string): UrlFields {
  const pairs = text.split('&', mostFields + 1).filter((pair) => pair !== '')
  if (pairs.length > mostFields) throw new SyntaxError(`it has more than ${mostFields} fields`)
  const fields = emptyFields()
  for (const pair of pairs) {
    const equals = pair.indexOf('=')
    const name = decode(equals === -1 ? pair : pair.slice(0, equals))
    const value = equals === -1 ? '' : decode(pair.slice(equals + 1))
    if (name === '__proto__') throw new SyntaxError(`the name '${name}' is not allowed`)
    const before = fields[name]
    if (before === undefined) fields[name] = value
    else if (Array.isArray(before)) before.push(value)
    else fields[name] = [before, value]
  }
  return fields
}

/** An object without members, inherited ones included. */
export function emptyFields(): UrlFields {
  return Object.create(null) as UrlFields
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw new SyntaxError('it is not properly percent-encoded UTF-8')
  }
}
