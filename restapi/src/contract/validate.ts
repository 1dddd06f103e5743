import type { Fault } from '../faults/fault.js'
import { fieldName } from '../faults/field-name.js'
import { issueFaults } from '../faults/issue-faults.js'
import { sentence } from '../faults/sentence.js'
import { unknownKeys } from '../faults/unknown-keys.js'
import type { Fields } from '../http/fields.js'
import type { HttpError } from '../outcomes/http-error.js'
import { type InvalidField, InvalidFieldList, jsonPointer, type RequestPart } from '../outcomes/invalid-field.js'
import { ownError } from '../outcomes/own-error.js'
import type { ValidationFault } from '../outcomes/validation-fault.js'
import type { StandardIssue, StandardResult, StandardSchema } from '../schema/standard-schema.js'
import { isThenable } from '../values/value-kinds.js'

/** One part of a request and the schema that it has to satisfy. */
export interface PartToCheck {
  readonly in: RequestPart
  readonly schema: StandardSchema
  readonly value: unknown
  /** The message for a part that is missing and may not be. @default that of the schema */
  readonly missing?: string | undefined
}

/** The words for the faults of one request. */
export interface Speaker {
  /** Returns the message for a fault. */
  say(fault: ValidationFault): string
  /** The header fields that the words bring along. */
  readonly fields: Fields
}

/**
 * Returns the output values of the schemas, in the order of the parts; a promise of them only if a schema validates asynchronously.
 *
 * @param isForm reports whether the body is a form, in which a name may come more than once
 * @throws HttpError 400 `invalid-request`, which lists what is wrong in all parts at once
 */
export function validate(
  parts: readonly PartToCheck[],
  speaker: Speaker,
  isForm: () => boolean,
): readonly unknown[] | Promise<readonly unknown[]> {
  const results = parts.map(({ schema, value }) => schema['~standard'].validate(value))
  return results.some(isThenable)
    ? Promise.all(results).then((settled) => letThrough(parts, settled, speaker, isForm))
    : letThrough(parts, results as StandardResult<unknown>[], speaker, isForm)
}

function letThrough(
  parts: readonly PartToCheck[],
  results: readonly StandardResult<unknown>[],
  speaker: Speaker,
  isForm: () => boolean,
): readonly unknown[] {
  if (results.some(({ issues }) => issues !== undefined)) {
    const refusal = new Refusal(speaker, isForm)
    parts.forEach((part, at) => {
      const issues = results[at]?.issues ?? []
      if (issues.length > 0 && part.value === undefined && part.missing !== undefined) {
        refusal.add(part.in, [], { kind: 'missing' }, part.missing)
      } else for (const issue of issues) refusal.addIssue(part, issue)
    })
    if (refusal.total > 0) throw refusal.error()
  }
  return results.map((result) => {
    if (!('value' in result)) throw new TypeError('a schema answered with neither a value nor issues')
    return result.value
  })
}

const wholes: Readonly<Record<RequestPart, string>> = {
  path: 'the path',
  query: 'the query',
  header: 'the header',
  cookie: 'the cookie field',
  body: 'the body',
}

/** The faults of one request, in words. Issues without a place in the list are only counted: a body may have as many as members. */
class Refusal {
  readonly #list = new InvalidFieldList()
  readonly #speaker: Speaker
  readonly #isForm: () => boolean
  /** The places of repeated names, each after the name of its part. */
  readonly #repeated = new Set<string>()
  #first: Fault | undefined

  constructor(speaker: Speaker, isForm: () => boolean) {
    this.#speaker = speaker
    this.#isForm = isForm
  }

  get total(): number {
    return this.#list.total
  }

  addIssue({ in: part, schema, value }: PartToCheck, issue: StandardIssue): void {
    if (this.#list.isFull) {
      this.#list.total += unknownKeys(issue)?.length ?? 1
      return
    }
    const faults = issueFaults(issue, { vendor: schema['~standard'].vendor, value, whole: wholes[part] })
    const keys = unknownKeys(issue)
    if (keys === undefined) for (const { path, fault } of faults) this.#addPlaced(part, value, path, fault)
    // each member gets an entry of its own
    else for (const key of keys) this.add(part, [...(faults[0]?.path ?? []), key], unknownMember(faults[0]?.fault))
  }

  #addPlaced(part: RequestPart, value: unknown, path: readonly PropertyKey[], fault: Fault): void {
    const place = `${part}${jsonPointer(path)}`
    if (this.#repeated.has(place)) return // a schema of text may also find that the list is too short
    const isRepeated = isOfOneValue(fault) && isListOfMany(value, path) && this.#hasNames(part)
    if (isRepeated) this.#repeated.add(place)
    this.add(part, path, isRepeated ? { kind: 'repeated' } : fault)
  }

  /** Reports whether a part consists of names with values, and makes a list of a name that comes more than once. */
  #hasNames(part: RequestPart): boolean {
    return part === 'query' || (part === 'body' && this.#isForm())
  }

  add(part: RequestPart, path: readonly PropertyKey[], fault: Fault, given?: string): void {
    this.#list.total++
    this.#first ??= fault
    if (this.#list.isFull) return
    const [pointer, name] = [jsonPointer(path), fieldName(path, wholes[part])]
    const message = this.#speaker.say({ ...fault, in: part, pointer, name, message: given ?? sentence(name, fault) })
    this.#list.add({ in: part, pointer, message })
  }

  error(): HttpError<400> {
    const { fields: errors, total } = this.#list
    const [first] = errors
    // the words of an author need not name the value
    const place = first !== undefined && this.#first?.kind === 'custom' ? placeOf(first) : ''
    const reason = total === 1 && first !== undefined ? `${place}${first.message}` : `${total} errors`
    const summary = { kind: 'request', in: undefined, pointer: '', name: 'the request', total } as const
    const message = this.#speaker.say({
      ...summary,
      first: first?.message ?? '',
      message: `the request is not valid: ${reason}`,
    })
    return ownError('invalid-request', message, { errors, fields: this.#speaker.fields })
  }
}

/** Reports whether a fault is that of a schema which takes one value. */
function isOfOneValue(fault: Fault): boolean {
  return fault.kind === 'values' || (fault.kind === 'type' && !fault.expected.includes('list'))
}

/** Reports whether the member at `path` is a list of two items or more. */
function isListOfMany(value: unknown, path: readonly PropertyKey[]): boolean {
  let found = value
  for (const key of path) found = typeof found === 'object' && found !== null ? Reflect.get(found, key) : undefined
  return path.length > 0 && Array.isArray(found) && found.length > 1
}

function placeOf({ in: part, pointer }: InvalidField): string {
  return pointer === '' ? `${part}: ` : `${part} ${pointer}: `
}

function unknownMember(fault: Fault | undefined): Fault {
  return fault?.kind === 'custom' ? fault : { kind: 'unknown' }
}
