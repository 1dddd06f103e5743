import { describeValue } from '../values/check-value.js'
import { byName, lists, schemas } from './map-schema.js'

const types: readonly unknown[] = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string']

/**
 * Checks the keywords for types and parts of values in a JSON Schema that was written by hand. A schema with a mistyped keyword would
 * describe every value, and let every member of an answer leave.
 *
 * @param at the place of the schema, as a JSON Pointer
 * @throws TypeError for an unknown `type`, and for anything but schemas where a keyword has them
 * @see JSON Schema 2020-12 Validation §6.1.1, Core §10
 */
export function checkKeywords(schema: unknown, at: string): void {
  if (typeof schema === 'boolean') return
  if (!isObject(schema)) throw wrong(at, "a schema, such as { type: 'string' }", schema)
  for (const [keyword, value] of Object.entries(schema)) {
    const here = `${at}/${keyword}`
    if (keyword === 'type') checkType(here, value)
    else if (lists.includes(keyword) || (keyword === 'items' && Array.isArray(value))) {
      if (!Array.isArray(value)) throw wrong(here, 'a list of schemas', value)
      for (const [index, each] of value.entries()) checkKeywords(each, `${here}/${index}`)
    } else if (schemas.includes(keyword)) checkKeywords(value, here)
    else if (byName.includes(keyword) || keyword === 'definitions') {
      if (!isObject(value)) throw wrong(here, 'an object of schemas by name', value)
      for (const [name, each] of Object.entries(value)) checkKeywords(each, `${here}/${name}`)
    }
  }
}

function checkType(at: string, type: unknown): void {
  const given: readonly unknown[] = Array.isArray(type) ? type : [type]
  const unknown = given.find((each) => !types.includes(each))
  if (given.length > 0 && unknown === undefined && type !== undefined) return
  throw wrong(at, `one of ${types.join(', ')}, or a list of them`, given.length > 0 ? unknown : type)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function wrong(at: string, expected: string, came: unknown): TypeError {
  return new TypeError(
    `${at === '' ? 'the jsonSchema' : `the jsonSchema at ${at}`} must be ${expected}; got ${describeValue(came)}`,
  )
}
