import type { StandardSchema } from '../schema/standard-schema.js'
import { unreadableMember } from '../schema/unreadable-member.js'

/**
 * Checks the schema of path parameters, a query, header fields or cookies, which all arrive as text.
 *
 * @param where names the schema
 * @throws TypeError for a schema that needs a value that text never becomes, so that it would refuse each request
 */
export function checkText(where: string, schema: StandardSchema): void {
  const found = unreadableMember(schema)
  if (found === undefined) return
  const { path, type } = found
  const place = path.length === 0 ? where : `${path.join('.')} in ${where}`
  const { vendor } = schema['~standard']
  const remedy =
    (type === 'Date' ? dates.get(vendor) : others.get(type)) ?? `a schema of text that is transformed to a ${type}`
  throw new TypeError(`${place} must be a ${type}, which no text of a request is; write ${remedy}`)
}

/** The remedies for dates, by validator. */
const dates: ReadonlyMap<string, string> = new Map([
  ['zod', 'z.coerce.date() for a Date, or z.iso.datetime() for its text'],
  ['valibot', 'v.pipe(v.string(), v.isoTimestamp(), v.toDate()) for a Date, or v.isoTimestamp() for its text'],
  ['arktype', "'string.date.iso.parse' for a Date, or 'string.date.iso' for its text"],
])

/** The remedies for other types, by their names. */
const others: ReadonlyMap<string, string> = new Map([
  ['Map', 'a record, or a schema of text that is transformed to a Map'],
  ['Set', 'a list, or a schema of text that is transformed to a Set'],
  ['File', 'it in the body: files are sent there'],
])
