import { isOmittedHeader } from '../openapi/omitted-header.js'
import type { JsonSchema } from '../schema/shape.js'
import type { DocumentedOperation, DocumentedResponse } from './documented-operation.js'
import type { SchemaChecker } from './schema-checker.js'

/** What the header fields of an answer should be. */
export interface HeaderExpectation {
  readonly schemas: SchemaChecker
  readonly operation: DocumentedOperation
  readonly response: DocumentedResponse
  /** Lower-case names of fields that something else adds. */
  readonly foreignHeaders: ReadonlySet<string>
}

/**
 * Everything in which the header fields of an answer are not as documented: those that must be there are, each is as its schema says,
 * and there are no others but those of HTTP and those for browsers.
 */
export function headerFaults(headers: Headers, expectation: HeaderExpectation): readonly string[] {
  const { operation, response, schemas, foreignHeaders } = expectation
  const documented = new Set(response.headers.map(({ name }) => name.toLowerCase()))
  const undocumented = [...headers.keys()].filter(
    (name) => !documented.has(name) && !isOmittedHeader(name) && !foreignHeaders.has(name),
  )
  const wrong = response.headers.flatMap(({ name, required, schema }) => {
    const value = headers.get(name)
    if (value === null) return required || isDue(name, response.status) ? [`${name} is missing`] : []
    return valueFaults(value, schema, schemas).map((message) => `${name}: ${value}: ${message}`)
  })
  const allow = headers.get('allow')
  return [
    ...undocumented.map((name) => `${name} is not documented`),
    ...wrong,
    ...(response.status === 405 && allow !== null ? allowFaults(allow, operation) : []),
  ]
}

/** RFC 9110 §15.5.6, §15.5.2: a 405 lists the methods that there are, and a 401 says how to authenticate, whatever the document says of them. */
function isDue(name: string, status: number): boolean {
  const field = name.toLowerCase()
  return (status === 405 && field === 'allow') || (status === 401 && field === 'www-authenticate')
}

/** RFC 9110 §10.2.1: the methods of the resource, which are those that the document has for it. */
function allowFaults(allow: string, { methods, fittingMethods }: DocumentedOperation): readonly string[] {
  const listed = listedIn(allow)
  const known = [...fittingMethods, 'HEAD', 'OPTIONS']
  return [
    ...methods.filter((method) => !listed.includes(method)).map((method) => `Allow does not list ${method}`),
    ...listed
      .filter((method) => !known.includes(method))
      .map((method) => `Allow lists ${method}, which is not documented`),
  ]
}

/** The methods that an `Allow` lists. */
export function listedIn(allow: string | null): readonly string[] {
  return (allow ?? '')
    .split(',')
    .map((method) => method.trim())
    .filter((method) => method !== '')
}

/** Everything in which the answer to OPTIONS is no success that tells the same methods as the 405 of the path (RFC 9110 §9.3.7). */
export function optionsFaults(options: HeadOfAnswer, refused: HeadOfAnswer): readonly string[] {
  if (options.status < 200 || options.status > 299)
    return [`OPTIONS, which Allow lists, is answered with ${options.status}`]
  const [told, due] = [options, refused].map(({ headers }) => [...listedIn(headers.get('allow'))].sort().join(', '))
  return told === due ? [] : [`Allow of OPTIONS is ${told || 'missing'}, of 405 ${due}`]
}

/** A field is text, which may stand for a number or a boolean. */
function valueFaults(value: string, schema: JsonSchema, schemas: SchemaChecker): readonly string[] {
  const asText = schemas.of(schema)(value)
  if (asText.length === 0 || !/^(?:-?\d+(?:\.\d+)?|true|false)$/.test(value)) return asText
  return schemas.of(schema)(JSON.parse(value)).length === 0 ? [] : asText
}

/** Fields whose value is the same for HEAD as for GET; others may count requests or time. */
const steady = ['allow', 'content-type', 'etag', 'last-modified', 'location', 'vary']

/** An answer without its content. */
interface HeadOfAnswer {
  readonly status: number
  readonly headers: Headers
}

/** Everything in which the answer to HEAD is not that to GET without its content (RFC 9110 §9.3.2). */
export function headFaults(head: HeadOfAnswer, get: HeadOfAnswer): readonly string[] {
  if (head.status !== get.status) return [`HEAD is answered with ${head.status}, GET with ${get.status}`]
  const ofTransfer = /^(?:connection|content-length|date|keep-alive|transfer-encoding)$/
  const names = [...new Set([...get.headers.keys(), ...head.headers.keys()])].filter((name) => !ofTransfer.test(name))
  return names.flatMap((name) => {
    const [of, due] = [head, get].map(({ headers }) => headers.get(name))
    if (of === null || due === null) return [`${name} is in the answer to ${of === null ? 'GET' : 'HEAD'} alone`]
    return of !== due && steady.includes(name) ? [`${name} of HEAD is ${of}, of GET ${due}`] : []
  })
}
