import type { IncomingHttpHeaders } from 'node:http'
import { isStandardField } from '../http/standard-fields.js'
import { failureBounds } from '../outcomes/failure-bounds.js'
import type { RequestPart } from '../outcomes/invalid-field.js'
import { ownError } from '../outcomes/own-error.js'
import type { ObjectShape, Shape } from '../schema/shape.js'
import { ANY, ANYTHING, partsOf } from '../schema/shape-combination.js'
import { cutText } from '../values/cut-text.js'
import { RoundedIntegerError } from './exact-integer.js'
import { fieldsReader, objectsOf } from './form-fields.js'
import { misfit } from './text-fit.js'
import { type TextReader, type TextStyle, textReaders } from './text-reader.js'
import { emptyFields, type UrlFields, urlEncodedFields } from './url-encoded-fields.js'

/** The members of a request that has none. */
const noFields: UrlFields = Object.freeze(emptyFields())

/** Reads the parameters of a path, as a router decoded them. */
export type PathReader = (params: unknown) => unknown

/** Reads a query. @param except the name of a parameter that is not the endpoint's business */
export type QueryReader = (query: string | undefined, except?: string) => unknown

/** Reads header fields by lower-case name. */
export type HeaderReader = (headers: IncomingHttpHeaders) => unknown

/**
 * The reader of path parameters. A list or an object in one of them is written in OpenAPI's style `simple`: `1,2,3`.
 *
 * @throws TypeError for a shape that no path can carry
 */
export function pathReader(shape: Shape | undefined): PathReader {
  const fits = shape !== undefined && objectsOf(shape).length > 0
  if (fits) refuseNested(shape, 'path parameter')
  const read: TextReader = fits ? inPath(shape) : (params) => params
  return (params) => (typeof params === 'object' && params !== null ? orInvalid('path', () => read(params)) : noFields)
}

/**
 * The reader of query parameters by name: a repeated one is a list, one with brackets an object.
 *
 * The reader throws an HttpError 400 for a query that is not properly percent-encoded, has more than 1000 parameters, or names that
 * are not allowed.
 */
export function queryReader(shape: Shape | undefined): QueryReader {
  const read = fieldsReader(shape)
  return (query, except) => {
    if (query === undefined || query === '') return read(noFields)
    return orInvalid('query', () => {
      const fields = urlEncodedFields(query)
      if (except !== undefined) delete fields[except]
      return read(fields)
    })
  }
}

/**
 * The reader of header fields: those that the shape names. Where it is open (records, `catchall`, loose objects), all others as well;
 * fields that HTTP and its clients add by themselves only where they fit. Without a shape, all of them as they are.
 *
 * @throws TypeError for a shape that no header field can carry
 */
export function headerReader(shape: Shape = ANY): HeaderReader {
  const objects = objectsOf(shape)
  if (objects.length === 0) return (headers) => headers
  refuseNested(shape, 'header field')
  const read = inHeader(shape)
  const names = new Set(objects.flatMap(({ properties }) => [...properties.keys()]))
  const others = objects.flatMap(otherFields)
  const declared = new Set([...names].map((name) => name.toLowerCase()))
  return (headers) => {
    const fields = emptyFields()
    for (const name of names) {
      const value = headers[name.toLowerCase()]
      if (value !== undefined) fields[name] = value
    }
    if (others.length > 0) {
      for (const name of Object.keys(headers)) {
        const fits = (other: Shape): boolean => !isStandardField(name) || misfit(headers[name], other) === 0
        if (!declared.has(name) && others.some(fits)) fields[name] = headers[name]
      }
    }
    return orInvalid('header', () => read(fields))
  }
}

/** RFC 6570 §3.2.2; the router has decoded the text, so that an item cannot have a comma. */
const pathStyle: TextStyle = { items: (text) => text.split(',') }

/** RFC 9110 §5.6.1: white space around items and empty items are not counted. */
const headerStyle: TextStyle = {
  items: (text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
}

/** The value that `read` gives; a 400 where the text itself is wrong. */
function orInvalid(part: RequestPart, read: () => unknown): unknown {
  try {
    return read()
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    if (part === 'query' && !(cause instanceof RoundedIntegerError)) {
      throw ownError('malformed-query', `the query cannot be read: ${cause.message}`)
    }
    const pointer = cause instanceof RoundedIntegerError ? cutText(cause.pointer, failureBounds.errorText) : ''
    const errors = [{ in: part, pointer, message: cause.message }]
    throw ownError('invalid-request', `the request is not valid: ${part}: ${cause.message}`, { errors, cause })
  }
}

/** A schema that says nothing of further fields is given none: every request has some. */
function otherFields({ additional }: ObjectShape): readonly Shape[] {
  return additional === undefined || additional === ANYTHING ? [] : [additional.shape]
}

/** One text has room for a list or for an object, not for one in another (OpenAPI 3.1.1 §4.8.12.3). */
function refuseNested(shape: Shape, what: string): void {
  for (const { properties } of objectsOf(shape)) {
    for (const { key, shape: member } of properties.values()) {
      const holder = partsOf(member).some((part) => part.kind === 'array' || part.kind === 'object')
      if (holder && (member.kind === 'array' || member.kind === 'object')) {
        throw new TypeError(
          `the ${what} ${JSON.stringify(key)} holds lists or objects within another; send that in the query or the body`,
        )
      }
    }
  }
}

const inPath = textReaders(pathStyle)
const inHeader = textReaders(headerStyle)
