import type { HttpError } from './http-error.js'
import { ownError } from './own-error.js'
import type { StandardIssue, StandardResult, StandardSchema } from './standard-schema.js'
import { isThenable } from './thenable.js'

/** Which part of a request a field belongs to; the names are OpenAPI's. */
export type RequestPart = 'path' | 'query' | 'header' | 'body'

/** One thing that is wrong with a request. */
export interface InvalidField {
  readonly in: RequestPart
  /** Where in that part, as a JSON Pointer (RFC 6901); the empty string for the whole of it. */
  readonly pointer: string
  readonly message: string
}

/** More errors than this are counted, not listed: an answer must not outgrow the request that caused it. */
const mostListed = 100

/** One part of a request and the schema that it has to satisfy. */
export interface PartToCheck {
  readonly in: RequestPart
  readonly schema: StandardSchema
  readonly value: unknown
}

/**
 * The values that the schemas let through, in the order of the parts; a promise of them only when a schema needs time.
 *
 * @throws HttpError 400 `invalid-request`, which lists what is wrong in all parts at once
 */
export function validate(parts: readonly PartToCheck[]): readonly unknown[] | Promise<readonly unknown[]> {
  const results = parts.map(({ schema, value }) => schema['~standard'].validate(value))
  return results.some(isThenable)
    ? Promise.all(results).then((settled) => letThrough(parts, settled))
    : letThrough(parts, results as StandardResult<unknown>[])
}

function letThrough(parts: readonly PartToCheck[], results: readonly StandardResult<unknown>[]): readonly unknown[] {
  if (results.some(({ issues }) => issues !== undefined)) {
    const errors = parts.flatMap((part, at) =>
      (results[at]?.issues ?? []).flatMap((issue) => invalidFields(part.in, issue)),
    )
    if (errors.length > 0) throw invalidRequest(errors)
  }
  return results.map((result) => {
    if (!('value' in result)) throw new TypeError('a schema answered with neither a value nor issues')
    return result.value
  })
}

function invalidRequest(errors: readonly InvalidField[]): HttpError<400> {
  const [first] = errors
  const message =
    errors.length === 1 && first !== undefined
      ? `the request is not valid: ${nameOf(first)}: ${first.message}`
      : `the request is not valid: ${errors.length} errors`
  return ownError('invalid-request', message, { errors: errors.slice(0, mostListed) })
}

function nameOf({ in: part, pointer }: InvalidField): string {
  return pointer === '' ? part : `${part} ${pointer}`
}

/** What one issue says of which fields. */
export function invalidFields(part: RequestPart, issue: StandardIssue): InvalidField[] {
  const path = (issue.path ?? []).map((segment) => (typeof segment === 'object' ? segment.key : segment))
  return unknownKeys(issue).map((key) => ({
    in: part,
    pointer: jsonPointer(key === undefined ? path : [...path, key]),
    message: issue.message,
  }))
}

/** zod reports unknown members at the object that has them; each gets a pointer of its own. */
function unknownKeys(issue: StandardIssue): (string | undefined)[] {
  const { code, keys } = issue as { code?: unknown; keys?: unknown }
  return code === 'unrecognized_keys' && Array.isArray(keys) ? keys.map(String) : [undefined]
}

/** @see RFC 6901 §3 */
function jsonPointer(path: readonly PropertyKey[]): string {
  return path.map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
