import { validateHeaderName, validateHeaderValue } from 'node:http'
import { checkText, describeValue } from '../values/check-value.js'

/**
 * A header field: its name in the spelling to be written, and one or more values.
 *
 * @example
 * const lineOf = ({ name, value }: Field) => `${name}: ${[value].flat().join(', ')}`
 * lineOf({ name: 'Vary', value: ['Accept', 'Origin'] }) // => 'Vary: Accept, Origin'
 */
export interface Field {
  readonly name: string
  readonly value: string | readonly string[]
}

/** An immutable list of header fields, in the order in which they were added. */
export type Fields = readonly Field[]

/**
 * A value that callers may pass for a header field.
 *
 * @example
 * const languages: FieldInput = ['de', 'en']
 * routes.get('/terms', () => ok({ text: 'Terms' }).withHeader('Content-Language', languages))
 */
export type FieldInput = string | number | readonly string[]

export const noFields: Fields = Object.freeze([])

/** Fields that only the end-ware writes, each with the reason. @see RFC 9110 §7.6.1, RFC 9112 §6 */
const reserved: ReadonlyMap<string, string> = new Map(
  ['connection', 'content-length', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding']
    .map((name): [string, string] => [name, 'it frames the message, which the end-ware does'])
    .concat([
      ['upgrade', 'only a 426 has it; use upgradeRequired(protocols, message)'],
      ['content-type', 'the codec decides it; use withContent(data, mediaType) for content of your own'],
    ]),
)

/**
 * Returns a copy of `fields` in which `name` has this value alone.
 *
 * @throws TypeError when HTTP does not allow the name or the value (RFC 9110 §5.1, §5.5), or when only the end-ware writes the field
 */
export function setField(fields: Fields, name: string, value: FieldInput): Fields {
  return withField(fields, { name, value: checked(name, value) })
}

/** Returns a copy of `fields` with this field, which replaces a field of the same name. Does not check the field. */
export function withField(fields: Fields, field: Field): Fields {
  Object.freeze(field)
  const lower = field.name.toLowerCase()
  const all: Field[] = []
  for (const each of fields) if (each.name.toLowerCase() !== lower) all.push(each)
  all.push(field)
  return Object.freeze(all)
}

/**
 * Returns a copy of `fields` with these fields set, their names in canonical spelling.
 *
 * @throws TypeError as {@link setField} does, and for iterables such as `Headers` and `Map`, which have no members to read
 */
export function setFields(fields: Fields, given: Readonly<Record<string, FieldInput>>): Fields {
  if (typeof given !== 'object' || given === null) {
    throw new TypeError(`withHeaders: the fields must be an object of names and values; got ${describeValue(given)}`)
  }
  if (Symbol.iterator in given) {
    throw new TypeError(
      'withHeaders: the fields must be an object of names and values; got an iterable, so pass Object.fromEntries(fields)',
    )
  }
  return Object.entries(given).reduce((all, [name, value]) => setField(all, canonicalName(name), value), fields)
}

/** Returns a copy of `fields` in which `name` has one more value. @throws TypeError as {@link setField} does */
export function addField(fields: Fields, name: string, value: string): Fields {
  const before = fieldValue(fields, name)
  return setField(fields, name, before === undefined ? value : [before, value].flat())
}

/** Returns the value of a field. Names are compared without case. @see RFC 9110 §5.1 */
export function fieldValue(fields: Fields, name: string): string | readonly string[] | undefined {
  const lower = name.toLowerCase()
  return fields.find((each) => each.name.toLowerCase() === lower)?.value
}

/** Names in canonical spelling. Most names match and take this fast path. */
const canonical = /^[A-Z][a-z]*(?:-[A-Z][a-z]*)*$/

/** Returns the customary spelling of a field name: `X-Request-Id` for `x-request-id`, `ETag` for `etag`. @throws TypeError unless `name` is text */
export function canonicalName(name: string): string {
  checkText('the name of a header field', name)
  if (canonical.test(name) && name !== 'Etag' && name !== 'Www-Authenticate') return name
  const lower = name.toLowerCase()
  if (lower === 'etag') return 'ETag'
  if (lower === 'www-authenticate') return 'WWW-Authenticate'
  return lower.replace(/(^|-)[a-z]/g, (match) => match.toUpperCase())
}

function checked(name: string, value: FieldInput): string | readonly string[] {
  checkText('the name of a header field', name)
  validateHeaderName(name)
  if (name === '__proto__') throw new TypeError('the name of a header field must not be __proto__')
  const why = reserved.get(name.toLowerCase())
  if (why !== undefined) throw new TypeError(`the header field ${name} cannot be set by an endpoint: ${why}`)
  if (!Array.isArray(value)) return fitting(name, checkedValue(name, value as string | number))
  const values = Object.freeze(value.map((each) => checkedValue(name, each)))
  fitting(name, values.join(', '))
  return values
}

/** The largest length of a value in bytes. HTTP clients of Node refuse responses with more header bytes. */
const longestField = 16 * 1024

function fitting(name: string, text: string): string {
  if (text.length <= longestField) return text
  throw new TypeError(`the header field ${name} must have at most ${longestField} bytes; got ${text.length}`)
}

function checkedValue(name: string, value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new TypeError(
      `the header field ${name} must be a string, a number or an array of strings; got ${value === null ? 'null' : typeof value}`,
    )
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new TypeError(`the header field ${name} must be a finite number; got ${value}`)
  }
  const text = String(value)
  validateHeaderValue(name, text)
  return text
}

/** Merges two `Vary` values. Returns each member once, or `*` when either has it. @see RFC 9110 §12.5.5 */
export function mergeVary(first: string, second: string): string {
  const members = [...first.split(','), ...second.split(',')]
    .map((member) => member.trim())
    .filter((member) => member !== '')
  if (members.includes('*')) return '*'
  const seen = new Map(members.map((member) => [member.toLowerCase(), member]))
  return [...seen.values()].join(', ')
}

const browserPolicies =
  /^(?:access-control-.*|content-security-policy(?:-report-only)?|cross-origin-.*|nel|origin-agent-cluster|permissions-policy|referrer-policy|report-to|reporting-endpoints|strict-transport-security|timing-allow-origin|x-(?:content-type-options|dns-prefetch-control|download-options|frame-options|permitted-cross-domain-policies|xss-protection))$/i

/** Reports whether a header field is a policy for browsers, such as those that helmet and CORS middleware set. */
export function isBrowserPolicy(name: string): boolean {
  return browserPolicies.test(name)
}
