import { cutText } from '../values/cut-text.js'
import { failureBounds } from './failure-bounds.js'

/**
 * The part of a request that has the invalid field, under OpenAPI's name.
 *
 * @example
 * const part: RequestPart = 'query'
 * const errors = [{ in: part, pointer: '/limit', message: 'must be at most 100' }]
 * routes.get('/products', () => new HttpError(400, 'The query is invalid.', { errors }))
 */
export type RequestPart = 'path' | 'query' | 'header' | 'cookie' | 'body'

/**
 * One invalid part of a request: an entry of `errors` in the envelope.
 *
 * @example
 * const errors: InvalidField[] = [{ in: 'body', pointer: '/end', message: 'must be after the start' }]
 * routes.post('/bookings', () => new HttpError(400, 'The booking is invalid.', { errors }))
 */
export interface InvalidField {
  readonly in: RequestPart
  /**
   * The place in that part, as a JSON Pointer (RFC 6901); an empty string for the whole part. Long names and long pointers are cut;
   * `…` marks the place.
   */
  readonly pointer: string
  /** A sentence for people: `limit must be at least 1`. It is cut to 300 UTF-16 units; `…` marks the place. */
  readonly message: string
}

/**
 * The first errors of a request, and the number of all errors. Texts and the list are cut while the list is made. A validator may name
 * all members of a body in each message, so that whole messages would take memory by the square of the size of the body.
 */
export class InvalidFieldList {
  readonly fields: InvalidField[] = []
  /** The number of all errors, those without an entry included. */
  total = 0
  #room: number = failureBounds.errorTexts

  /** Reports whether no further entry is taken. */
  get isFull(): boolean {
    return this.fields.length >= failureBounds.errors || this.#room <= 0
  }

  /** Adds an entry, its message cut, unless the list is full. Leaves the total as it is. */
  add({ in: part, pointer, message: text }: InvalidField): void {
    if (this.isFull) return
    const message = cutText(text, failureBounds.errorText)
    this.#room -= pointer.length + message.length
    this.fields.push({ in: part, pointer, message })
  }
}

/** Returns a JSON Pointer (RFC 6901 §3). Each name is cut, and the pointer ends with `…` before it gets too long. */
export function jsonPointer(path: readonly (PropertyKey | { readonly key: PropertyKey })[]): string {
  let pointer = ''
  for (const segment of path) {
    const name = cutText(String(typeof segment === 'object' ? segment.key : segment), failureBounds.name)
    const next = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
    if (pointer.length + next.length > failureBounds.errorText) return `${pointer}/…`
    pointer += next
  }
  return pointer
}
