import type { StandardIssue } from '../schema/standard-schema.js'
import { cutText } from '../values/cut-text.js'
import { failureBounds } from './failure-bounds.js'

/** The part of a request to which a field belongs; the names are OpenAPI's. */
export type RequestPart = 'path' | 'query' | 'header' | 'body'

/** One thing that is wrong with a request. */
export interface InvalidField {
  readonly in: RequestPart
  /**
   * Where in that part, as a JSON Pointer (RFC 6901); the empty string for the whole of it. A long name is cut, and so is a long
   * pointer; `…` marks the place.
   */
  readonly pointer: string
  /** Cut to 300 UTF-16 units; `…` marks the place. */
  readonly message: string
}

/**
 * The first errors of a request, and the number of all of them. Texts are cut and the list is capped while it is made: a validator's
 * message may name all members of a body, and a list that repeats it for each member would grow with the square of the body.
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

  /** Lists an error where there is room for it, and reports whether there was. */
  #list(part: RequestPart, { path = [] }: StandardIssue, key: string | undefined, text: string): boolean {
    if (this.fields.length >= failureBounds.errors || this.#room <= 0) return false
    const pointer = jsonPointer(key === undefined ? path : [...path, key])
    const message = cutText(String(text), failureBounds.errorText)
    this.#room -= pointer.length + message.length
    this.fields.push({ in: part, pointer, message })
    return true
  }
}

/** zod reports unknown members at the object that has them; each gets an entry of its own. */
function unknownKeys(issue: StandardIssue): readonly string[] | undefined {
  const { code, keys } = issue as { code?: unknown; keys?: unknown }
  return code === 'unrecognized_keys' && Array.isArray(keys) ? keys : undefined
}

/** The validator's message, unless it names other keys as well. */
function messageFor(key: string, keys: readonly string[], { message }: StandardIssue): string {
  if (keys.length === 1 && message.length <= failureBounds.errorText) return message
  const isList = keys.length > 1 ? message.includes(`"${keys[0]}"`) : message.includes(key)
  return isList ? `Unrecognized key: "${cutText(String(key), failureBounds.name)}"` : message
}

/** A JSON Pointer whose names are cut each, and which ends where it would be too long. @see RFC 6901 §3 */
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
