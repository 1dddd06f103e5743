import type { HttpError } from '../outcomes/http-error.js'
import { type InvalidField, InvalidFieldList, type RequestPart } from '../outcomes/invalid-field.js'
import { ownError } from '../outcomes/own-error.js'
import type { StandardResult, StandardSchema } from '../schema/standard-schema.js'
import { isThenable } from '../values/value-kinds.js'

/** One part of a request and the schema that it has to satisfy. */
export interface PartToCheck {
  readonly in: RequestPart
  readonly schema: StandardSchema
  readonly value: unknown
  /** The one error of a part that is missing and may not be. @default those of the schema */
  readonly missing?: string | undefined
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
    const list = new InvalidFieldList()
    parts.forEach((part, at) => {
      const issues = results[at]?.issues ?? []
      if (issues.length > 0 && part.value === undefined && part.missing !== undefined) {
        list.add(part.in, { message: part.missing })
      } else for (const issue of issues) list.add(part.in, issue)
    })
    if (list.total > 0) throw invalidRequest(list)
  }
  return results.map((result) => {
    if (!('value' in result)) throw new TypeError('a schema answered with neither a value nor issues')
    return result.value
  })
}

function invalidRequest({ fields, total }: InvalidFieldList): HttpError<400> {
  const [first] = fields
  const message =
    total === 1 && first !== undefined
      ? `the request is not valid: ${nameOf(first)}${first.message}`
      : `the request is not valid: ${total} errors`
  return ownError('invalid-request', message, { errors: fields })
}

function nameOf({ in: part, pointer }: InvalidField): string {
  return pointer === '' ? `${part}: ` : `${part} ${pointer}: `
}
