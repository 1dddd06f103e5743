import type { StandardIssue } from '../schema/standard-schema.js'
import { cutText } from '../values/cut-text.js'
import { failureBounds } from './failure-bounds.js'

/** The part of a request that has the invalid field, under OpenAPI's name. */
export type RequestPart = 'path' | 'query' | 'header' | 'body'

/** One invalid part of a request: an entry of `errors` in the envelope. */
export interface InvalidField {
  readonly in: RequestPart
  /**
   * The place in that part, as a JSON Pointer (RFC 6901); an empty string for the whole part. Long names and long pointers are cut;
   * `…` marks the place.
   */
  readonly pointer: string
  /** The message of the validator, cut to 300 UTF-16 units; `…` marks the place. */
  readonly message: string
}

/**
 * The first errors of a request, and the number of all errors. Texts are cut and the list is capped while it is made: the message of a
 * validator may name all members of a body, and one copy for each member would grow with the square of the body.
 */
export class InvalidFieldList {
  readonly fields: InvalidField[] = []
  total = 0
  #room: number = failureBounds.errorTexts

  add(part: RequestPart, issue: StandardIssue): void {
    const keys = unknownKeys(issue)
    this.total += keys === undefined ? 1 : keys.length
    if (keys === undefined) this.#list(part, issue, undefined, issue.message)
    else for (const key of keys) if (!this.#list(part, issue, key, messageFor(key, keys, issue))) break
  }

  /** Adds an entry if there is room, and reports whether there was. */
  #list(part: RequestPart, { path = [] }: StandardIssue, key: string | undefined, text: string): boolean {
    if (this.fields.length >= failureBounds.errors || this.#room <= 0) return false
    const pointer = jsonPointer(key === undefined ? path : [...path, key])
    const message = cutText(String(text), failureBounds.errorText)
    this.#room -= pointer.length + message.length
    this.fields.push({ in: part, pointer, message })
    return true
  }
}

/** Returns the unknown members that one issue of zod names. zod reports them at their object; here each gets an entry of its own. */
function unknownKeys(issue: StandardIssue): readonly string[] | undefined {
  const { code, keys } = issue as { code?: unknown; keys?: unknown }
  return code === 'unrecognized_keys' && Array.isArray(keys) ? keys : undefined
}

/** Returns the message for one unknown member: that of the validator, unless it names other members too. */
function messageFor(key: string, keys: readonly string[], { message }: StandardIssue): string {
  if (keys.length === 1 && message.length <= failureBounds.errorText) return message
  const isList = keys.length > 1 ? message.includes(`"${keys[0]}"`) : message.includes(key)
  return isList ? `Unrecognized key: "${cutText(String(key), failureBounds.name)}"` : message
}

/** Returns a JSON Pointer (RFC 6901 §3). Each name is cut, and the pointer ends with `…` before it gets too long. */
function jsonPointer(path: NonNullable<StandardIssue['path']>): string {
  let pointer = ''
  for (const segment of path) {
    const name = cutText(String(typeof segment === 'object' ? segment.key : segment), failureBounds.name)
    const next = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
    if (pointer.length + next.length > failureBounds.errorText) return `${pointer}/…`
    pointer += next
  }
  return pointer
}
