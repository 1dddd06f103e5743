import { validateHeaderName, validateHeaderValue } from 'node:http'
import { checkText, describeValue } from '../values/check-value.js'

/** One header field: its name as it will be written, and one value or several. */
export interface Field {
  readonly name: string
  readonly value: string | readonly string[]
}

/** Header fields in the order in which they were given; never changed, only copied. */
export type Fields = readonly Field[]

/** What a caller may give as the value of a field. */
export type FieldInput = string | number | readonly string[]

export const noFields: Fields = Object.freeze([])

/** Fields that frame the message or describe its content: the end-ware's to write (RFC 9110 §6.6, RFC 9112 §6). */
const reserved: ReadonlyMap<string, string> = new Map(
  ['connection', 'content-length', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade']
    .map((name): [string, string] => [name, 'it frames the message, which the end-ware does'])
    .concat([['content-type', 'the codec decides it; use withContent(data, mediaType) for content of your own']]),
)

/**
 * A copy of `fields` in which `name` has just this value.
 *
 * @throws TypeError when HTTP cannot carry the name or the value (RFC 9110 §5.1, §5.5), or when the field is the end-ware's to write.
 */
export function setField(fields: Fields, name: string, value: FieldInput): Fields {
  return withField(fields, { name, value: checked(name, value) })
}

/** A copy of `fields` with one that is known to be one that HTTP can carry, in the place of another of its name. */
export function withField(fields: Fields, field: Field): Fields {
  Object.freeze(field)
  const lower = field.name.toLowerCase()
  const all: Field[] = []
  for (const each of fields) if (each.name.toLowerCase() !== lower) all.push(each)
  all.push(field)
  return Object.freeze(all)
}

/**
 * A copy of `fields` with these besides, their names in canonical spelling.
 *
 * @throws TypeError as `setField` does, and for lists, of which a `Headers` or a `Map` is one: it has no members to read
 */
export function setFields(fields: Fields, given: Readonly<Record<string, FieldInput>>): Fields {
  if (typeof given !== 'object' || given === null) {
    throw new TypeError(`withHeaders takes an object of names and values; got ${describeValue(given)}`)
  }
  if (Symbol.iterator in given) {
    throw new TypeError('withHeaders takes an object of names and values; of a list, Object.fromEntries(list)')
  }
  return Object.entries(given).reduce((all, [name, value]) => setField(all, canonicalName(name), value), fields)
}

/** A copy of `fields` in which `name` has these values after those it had. @throws TypeError as `setField` does. */
export function addField(fields: Fields, name: string, value: string): Fields {
  const before = fieldValue(fields, name)
  return setField(fields, name, before === undefined ? value : [before, value].flat())
}

/** The value of the field of that name, compared without case (RFC 9110 §5.1). */
export function fieldValue(fields: Fields, name: string): string | readonly string[] | undefined {
  const lower = name.toLowerCase()
  return fields.find((each) => each.name.toLowerCase() === lower)?.value
}

/** Names that are spelled so already, as most are. */
const canonical = /^[A-Z][a-z]*(?:-[A-Z][a-z]*)*$/

/** The customary spelling of a field name: `x-request-id` becomes `X-Request-Id`, `etag` becomes `ETag`. @throws TypeError for what is no text */
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
  if (name === '__proto__') throw new TypeError('a header field cannot be called __proto__')
  const why = reserved.get(name.toLowerCase())
  if (why !== undefined) throw new TypeError(`the header field ${name} cannot be set by an endpoint: ${why}`)
  if (!Array.isArray(value)) return fitting(name, checkedValue(name, value as string | number))
  const values = Object.freeze(value.map((each) => checkedValue(name, each)))
  fitting(name, values.join(', '))
  return values
}

/** Bytes of one field: clients of Node refuse answers whose fields are longer. */
const longestField = 16 * 1024

function fitting(name: string, text: string): string {
  if (text.length <= longestField) return text
  throw new TypeError(`the header field ${name} has ${text.length} bytes, of at most ${longestField}`)
}

function checkedValue(name: string, value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new TypeError(
      `the header field ${name} takes a string, a number or an array of strings, not ${value === null ? 'null' : typeof value}`,
    )
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new TypeError(`the header field ${name} takes a finite number, not ${value}`)
  }
  const text = String(value)
  validateHeaderValue(name, text)
  return text
}
