import type { IncomingHttpHeaders } from 'node:http'
import { ownError } from './own-error.js'
import type { Shape } from './shape.js'
import { textValue } from './text-value.js'
import { emptyFields, type UrlFields, urlEncodedFields } from './url-encoded-fields.js'

/** What a request has that has no fields at all. */
const noFields: UrlFields = Object.freeze(emptyFields())

/** Path parameters as a router decoded them, read by shape. */
export function pathFields(params: unknown, shape: Shape | undefined): unknown {
  return typeof params === 'object' && params !== null ? fieldsByShape(params as UrlFields, shape) : noFields
}

/**
 * Query parameters by name, read by shape; one that is repeated is an array.
 *
 * @param except the name of a parameter that is not the endpoint's business
 * @throws HttpError 400 for a query that is not properly percent-encoded or has more than 1000 parameters
 */
export function queryFields(query: string | undefined, shape: Shape | undefined, except?: string): unknown {
  if (query === undefined || query === '') return noFields
  try {
    const fields = urlEncodedFields(query)
    if (except !== undefined) delete fields[except]
    return fieldsByShape(fields, shape)
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    throw ownError('malformed-query', `the query cannot be read: ${cause.message}`)
  }
}

/** Header fields by lower-case name: only those that the shape names, read by it; all of them where there is no shape. */
export function headerFields(headers: IncomingHttpHeaders, shape: Shape | undefined): unknown {
  if (shape?.kind !== 'object') return headers
  const named = emptyFields()
  for (const name of shape.properties.keys()) {
    const value = headers[name.toLowerCase()]
    if (value !== undefined) named[name] = value
  }
  return fieldsByShape(named, shape)
}

/** Fields of text as values of the shapes that their names have; those without one stay as they are. */
export function fieldsByShape(fields: UrlFields, shape: Shape | undefined): UrlFields {
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
