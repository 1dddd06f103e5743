import type { RequestFailure } from './request-failure.js'
import { pathIn } from './request-target.js'

/** A request without a record so far. */
export interface Underway {
  readonly id: string
  readonly method: string
  /** The target of the request, as its client sent it (RFC 9112 §3.2). */
  readonly target: string
  failure: RequestFailure | undefined
}

/** The requests under way. Several may have the same id, because clients choose it. */
export class UnderwayRequests {
  /** At most one request of each id. */
  readonly #byId = new Map<string, Underway>()
  /** Requests whose id was in use when they came. They are few. */
  readonly #others = new Set<Underway>()

  add(underway: Underway): void {
    if (this.#byId.has(underway.id)) this.#others.add(underway)
    else this.#byId.set(underway.id, underway)
  }

  /** Removes a request that was added. */
  delete(underway: Underway): void {
    const isOther = this.#others.size > 0 && this.#others.delete(underway)
    if (!isOther) this.#byId.delete(underway.id)
  }

  /**
   * Returns the request of a failure, or `undefined` when it is not under way or has a failure already. A failure to write the first failure
   * belongs to the request that has one.
   */
  failedBy({ requestId: id = '', method, path, code }: RequestFailure): Underway | undefined {
    const isSecond = code === 'last-resort'
    const fits = (request: Underway) =>
      (request.failure !== undefined) === isSecond &&
      request.id === id &&
      request.method === method &&
      pathIn(request.target) === path
    const first = this.#byId.get(id)
    if (first && fits(first)) return first
    for (const other of this.#others) if (fits(other)) return other
    return undefined
  }
}
