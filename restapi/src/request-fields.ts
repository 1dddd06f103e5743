import type { IncomingHttpHeaders } from 'node:http'
import { HttpError } from './http-error.js'
import type { Shape } from './shape.js'
import { textValue } from './text-value.js'

/** More query parameters than this are refused. */
const mostParameters = 1000

type Fields = Record<string, unknown>

/** Path parameters as a router decoded them, read by shape. */
export function pathFields(params: unknown, shape: Shape | undefined): unknown {
  return typeof params === 'object' && params !== null ? readByShape(params as Fields, shape) : emptyFields()
}

/**
 * Query parameters by name, read by shape; one that is repeated is an array.
 *
 * @throws HttpError 400 for a query that is not properly percent-encoded or has more than 1000 parameters
 */
export function queryFields(query: string | undefined, shape: Shape | undefined): unknown {
  if (query === undefined || query === '') return emptyFields()
  const pairs = query.split('&', mostParameters + 1).filter((pair) => pair !== '')
  if (pairs.length > mostParameters) throw badQuery(`it has more than ${mostParameters} parameters`)
  const fields = emptyFields()
  for (const pair of pairs) {
    const equals = pair.indexOf('=')
    const name = decode(equals === -1 ? pair : pair.slice(0, equals))
    const value = equals === -1 ? '' : decode(pair.slice(equals + 1))
    if (name === '__proto__') throw badQuery(`the name '${name}' is not allowed`)
    const before = fields[name]
    if (before === undefined) fields[name] = value
    else if (Array.isArray(before)) before.push(value)
    else fields[name] = [before, value]
  }
  return readByShape(fields, shape)
}

/** Header fields by lower-case name: only those that the shape names, read by it; all of them where there is no shape. */
export function headerFields(headers: IncomingHttpHeaders, shape: Shape | undefined): unknown {
  if (shape?.kind !== 'object') return headers
  const named = emptyFields()
  for (const name of shape.properties.keys()) {
    const value = headers[name.toLowerCase()]
    if (value !== undefined) named[name] = value
  }
  return readByShape(named, shape)
}

function readByShape(fields: Fields, shape: Shape | undefined): Fields {
  if (shape?.kind !== 'object') return fields
  const read = emptyFields()
  for (const [name, value] of Object.entries(fields)) {
    const property = shape.properties.get(name)
    read[name] = property === undefined ? value : readField(value, property.shape)
  }
  return read
}

function readField(value: unknown, shape: Shape): unknown {
  if (shape.kind === 'array') return [value].flat().map((item) => readField(item, shape.items.shape))
  return typeof value === 'string' ? textValue(value, shape) : value
}

function emptyFields(): Fields {
  return Object.create(null) as Fields
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw badQuery('it is not properly percent-encoded UTF-8')
  }
}

function badQuery(why: string): HttpError<400> {
  return new HttpError(400, `the query cannot be read: ${why}`, { code: 'malformed-query' })
}
