import { isOmittedHeader } from '../openapi/omitted-header.js'
import type { JsonSchema } from '../schema/shape.js'
import type { DocumentedOperation, DocumentedResponse } from './documented-operation.js'
import type { SchemaChecker } from './schema-checker.js'

/** The documented header fields of an answer. */
export interface HeaderExpectation {
  readonly schemas: SchemaChecker
  readonly operation: DocumentedOperation
  readonly response: DocumentedResponse
  /** Lower-case names of undocumented fields to ignore. */
  readonly foreignHeaders: ReadonlySet<string>
}

/**
 * Compares the header fields of an answer with the document, and returns all differences: a missing field, a value that its schema refuses,
 * or an undocumented field. Fields of HTTP itself and those that protect browsers need no documentation.
 */
export function headerFaults(headers: Headers, expectation: HeaderExpectation): readonly string[] {
  const { operation, response, schemas, foreignHeaders } = expectation
  const documented = new Set(response.headers.map(({ name }) => name.toLowerCase()))
  const undocumented = [...headers.keys()].filter(
    (name) => !documented.has(name) && !isOmittedHeader(name) && !foreignHeaders.has(name),
  )
  const wrong = response.headers.flatMap(({ name, required, schema }) => {
    const value = headers.get(name)
    if (value === null) return required || isRequiredByHttp(name, response.status) ? [`${name} is missing`] : []
    return valueFaults(value, schema, schemas).map((message) => `${name}: ${value}: ${message}`)
  })
  const allow = headers.get('allow')
  return [
    ...undocumented.map((name) => `${name} is not documented`),
    ...wrong,
    ...(response.status === 405 && allow !== null ? allowFaults(allow, operation) : []),
  ]
}

/** Reports whether HTTP requires a field: `Allow` in a 405 and `WWW-Authenticate` in a 401 (RFC 9110 §15.5.6, §15.5.2). */
function isRequiredByHttp(name: string, status: number): boolean {
  const field = name.toLowerCase()
  return (status === 405 && field === 'allow') || (status === 401 && field === 'www-authenticate')
}

/** Compares `Allow` with the documented methods of the path (RFC 9110 §10.2.1). */
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

/** Returns the methods that an `Allow` lists. */
export function listedIn(allow: string | null): readonly string[] {
  return (allow ?? '')
    .split(',')
    .map((method) => method.trim())
    .filter((method) => method !== '')
}

/** Checks that OPTIONS succeeds and lists the same methods as the 405 of the path (RFC 9110 §9.3.7). */
export function optionsFaults(options: HeadOfAnswer, refused: HeadOfAnswer): readonly string[] {
  if (options.status < 200 || options.status > 299)
    return [`Allow lists OPTIONS, but OPTIONS is answered with ${options.status}`]
  const [found, due] = [options, refused].map(({ headers }) => [...listedIn(headers.get('allow'))].sort().join(', '))
  return found === due ? [] : [`Allow of OPTIONS is ${found || 'missing'}, that of 405 is ${due}`]
}

/** Checks the value of a field. It is text, which a schema may describe as a number or a boolean. */
function valueFaults(value: string, schema: JsonSchema, schemas: SchemaChecker): readonly string[] {
  const asText = schemas.of(schema)(value)
  if (asText.length === 0 || !/^(?:-?\d+(?:\.\d+)?|true|false)$/.test(value)) return asText
  return schemas.of(schema)(JSON.parse(value)).length === 0 ? [] : asText
}

/** Fields that must have the same value for HEAD and GET. Others may count requests or time. */
const steady = ['allow', 'content-type', 'etag', 'last-modified', 'location', 'vary']

/** An answer without its content. */
interface HeadOfAnswer {
  readonly status: number
  readonly headers: Headers
}

/** Compares the answer to HEAD with that to GET, which may differ only in content (RFC 9110 §9.3.2). */
export function headFaults(head: HeadOfAnswer, get: HeadOfAnswer): readonly string[] {
  if (head.status !== get.status) return [`HEAD is answered with ${head.status}, GET with ${get.status}`]
  const ofTransfer = /^(?:connection|content-length|date|keep-alive|transfer-encoding)$/
  const names = [...new Set([...get.headers.keys(), ...head.headers.keys()])].filter((name) => !ofTransfer.test(name))
  return names.flatMap((name) => {
    const [of, due] = [head, get].map(({ headers }) => headers.get(name))
    if (of === null || due === null) return [`only the answer to ${of === null ? 'GET' : 'HEAD'} has ${name}`]
    return of !== due && steady.includes(name) ? [`${name} of HEAD is ${of}, of GET ${due}`] : []
  })
}
