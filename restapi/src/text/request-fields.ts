import type { IncomingHttpHeaders } from 'node:http'
import { requestCookies } from '../http/request-cookies.js'
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

/** The value of a part of the request that is absent. */
const noFields: UrlFields = Object.freeze(emptyFields())

/** A function that reads path parameters, decoded by a router. */
export type PathReader = (params: unknown) => unknown

/** A function that reads a query. @param except the name of a parameter to ignore */
export type QueryReader = (query: string | undefined, except?: string) => unknown

/** A function that reads header fields by lower-case name. */
export type HeaderReader = (headers: IncomingHttpHeaders) => unknown

/** A function that reads the cookies of a `Cookie` field. */
export type CookieReader = (field: string | undefined) => unknown

/**
 * Returns the reader of path parameters. A list or an object in a parameter has OpenAPI's style `simple`: `1,2,3`.
 *
 * @throws TypeError for a shape with nested lists or objects
 */
export function pathReader(shape: Shape | undefined): PathReader {
  const fits = shape !== undefined && objectsOf(shape).length > 0
  if (fits) refuseNested(shape, 'path parameter')
  const read: TextReader = fits ? inPath(shape) : (params) => params
  return (params) => (typeof params === 'object' && params !== null ? orInvalid('path', () => read(params)) : noFields)
}

/**
 * Returns the reader of query parameters. A repeated name is a list, and names with brackets are members of an object.
 *
 * The reader throws an HttpError 400 for a query that is not percent-encoded UTF-8, has more than 1000 parameters, or has a name that is
 * not allowed.
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
 * Returns the reader of header fields. It reads the fields that the shape declares. For an open shape (records, `catchall`, loose objects)
 * it reads all other fields, too; it omits fields that HTTP and its clients add by themselves, unless they fit the shape. Without a shape it
 * returns all fields unchanged.
 *
 * @throws TypeError for a shape with nested lists or objects
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

/**
 * Returns the reader of cookies, from a `Cookie` field. It reads the cookies that the shape declares; an open shape gets all of them.
 * A list or an object in a cookie has OpenAPI's style `form`, not exploded: `1,2,3`.
 *
 * @throws TypeError for a shape with nested lists or objects
 */
export function cookieReader(shape: Shape = ANY): CookieReader {
  const objects = objectsOf(shape)
  if (objects.length === 0) return requestCookies
  refuseNested(shape, 'cookie')
  const read = inPath(shape)
  const names = new Set(objects.flatMap(({ properties }) => [...properties.keys()]))
  const isOpen = objects.some((object) => otherFields(object).length > 0)
  return (field) => {
    const cookies = requestCookies(field)
    const fields = emptyFields()
    for (const name of isOpen ? [...names, ...Object.keys(cookies)] : names) {
      const value = cookies[name]
      if (value !== undefined) fields[name] = value
    }
    return orInvalid('cookie', () => read(fields))
  }
}

/** The style of path parameters (RFC 6570 §3.2.2). The router has decoded the text, so that an item cannot contain a comma. */
const pathStyle: TextStyle = { items: (text) => text.split(',') }

/** The style of header fields. White space around items and empty items are ignored. @see RFC 9110 §5.6.1 */
const headerStyle: TextStyle = {
  items: (text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
}

/** Returns the result of `read`. Turns a SyntaxError into a 400. */
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

/** Returns the shape of undeclared fields. A schema that does not mention them gets none, since every request has undeclared fields. */
function otherFields({ additional }: ObjectShape): readonly Shape[] {
  return additional === undefined || additional === ANYTHING ? [] : [additional.shape]
}

/** Refuses nested lists and objects, which the style `simple` cannot express. @see OpenAPI 3.1.1 §4.8.12.3 */
function refuseNested(shape: Shape, what: string): void {
  for (const { properties } of objectsOf(shape)) {
    for (const { key, shape: member } of properties.values()) {
      const holder = partsOf(member).some((part) => part.kind === 'array' || part.kind === 'object')
      if (holder && (member.kind === 'array' || member.kind === 'object')) {
        throw new TypeError(
          `the ${what} ${JSON.stringify(key)} must not have nested lists or objects; use the query or the body for them`,
        )
      }
    }
  }
}

const inPath = textReaders(pathStyle)
const inHeader = textReaders(headerStyle)
